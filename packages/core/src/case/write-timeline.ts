import {
  type CaseView,
  checkText,
  type GuidanceSummary,
  type TimelineSubject,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import { textHint } from "../text-hint.ts";
import { mayKnowInternal } from "./policy.ts";

/** Why something was changed, in words. An internal note is for the people who do the work. */
export type Why = {
  readonly reason: string | null;
  readonly note: string | null;
  readonly internal: boolean;
};

export const noReason: Why = { reason: null, note: null, internal: false };

export type WhyInput = {
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly internal?: boolean | undefined;
};

export const whyCharacters = 1_000;

/** Reason and note, checked; an empty one is none. Refuses: the text codes, naming the field. */
export function checkWhy({ reason, note, internal = false }: WhyInput): Why {
  return { reason: checkOne("reason", reason), note: checkOne("note", note), internal };
}

function checkOne(field: string, raw: string | undefined): string | null {
  if (raw === undefined) return null;
  const checked = checkText(raw, whyCharacters);
  if (checked.ok) return checked.text;
  if (checked.code === "text_empty") return null;
  throw new RefusedError(checked.code, {
    fields: { [field]: textHint(checked.code, whyCharacters) },
  });
}

/** An internal note is written by those who read it. Refuses: forbidden. */
export function refuseInternal(core: Core, actor: Actor, theCase: CaseView, why: Why): void {
  if (why.internal && !mayKnowInternal(core.kinds, actor, theCase)) {
    throw new RefusedError("forbidden");
  }
}

export type NewEntry = {
  readonly subject: TimelineSubject;
  readonly field?: string;
  readonly from?: string | null;
  readonly to?: string | null;
  /** Nobody but staff may know of it at all. */
  readonly internal?: boolean;
  /** Staff and those of its conversation may know of it. */
  readonly guidance?: GuidanceSummary;
  /** Where it is told after it happened. */
  readonly at?: Date;
};

/** Whether customers may know of any of this. */
export const isPublic = (entries: readonly NewEntry[]): boolean =>
  entries.some(({ internal }) => !internal);

/**
 * Writes the entries of one change of a case. The words of why stand at the first; an internal note is an internal
 * entry of its own, so that no row holds what some may read and others may not.
 */
export async function writeTimeline(
  { tx, at }: Change,
  actor: { readonly id: string | null; readonly organization_id: string },
  about: { readonly case_id: string; readonly revision: number; readonly told: boolean },
  entries: readonly NewEntry[],
  { reason, note, internal: noteInternal }: Why,
): Promise<void> {
  if (entries.length === 0) return;
  const apart = noteInternal && note !== null && !entries[0]?.internal;
  const all: readonly NewEntry[] = apart
    ? [...entries, { subject: "note", internal: true }]
    : entries;
  const notePlace = apart ? all.length - 1 : 0;
  await tx
    .insertInto("timeline_entry")
    .values(
      all.map(({ subject, field, from, to, internal, guidance, at: happenedAt = at }, place) => ({
        case_id: about.case_id,
        revision: about.revision,
        place,
        id: newId(),
        organization_id: actor.organization_id,
        at: happenedAt,
        actor_id: actor.id,
        subject,
        field: field ?? null,
        from_value: from ?? null,
        to_value: to ?? null,
        reason: place === 0 ? reason : null,
        note: place === notePlace ? note : null,
        internal: internal ?? false,
        conversation_id: guidance?.conversation_id ?? null,
        guidance: guidance === undefined ? null : JSON.stringify(guidance),
        told_at: about.told && !internal && subject === "status" ? at : null,
      })),
    )
    .execute();
}
