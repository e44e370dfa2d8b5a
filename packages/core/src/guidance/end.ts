import type { Actor } from "../actor.ts";
import { lockCaseRow } from "../case/alter-case.ts";
import { changeStatusWithin } from "../case/change-status.ts";
import { kindOf } from "../case/kind-of.ts";
import type { CaseRow } from "../case/views.ts";
import { noReason } from "../case/write-timeline.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { closeSession } from "./close-session.ts";
import { checkWords } from "./note.ts";
import { mayGuide } from "./policy.ts";
import { lockActive, lockSession } from "./session-rows.ts";

export type EndGuidance = {
  readonly conversation_id: string;
  /** The session meant; without it, the one under way. With it, ending twice is answered alike. */
  readonly session_id?: string | undefined;
  readonly solved: boolean;
  /** The case goes on to the status in which its work is done, all or nothing. */
  readonly resolve?: boolean | undefined;
  readonly words?: string | undefined;
};

/**
 * Ends the guidance under way, solved or not, as one of those who guide.
 *
 * Refuses: not_found, forbidden, guidance_inactive, the text codes for `words`, conflict; with `resolve` what
 * changeStatus refuses.
 */
export async function endGuidance(core: Core, actor: Actor, end: EndGuidance): Promise<void> {
  const { conversation_id, session_id, solved, resolve = false } = end;
  const roster = await readableRoster(core, actor, conversation_id);
  if (!mayGuide(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  const words = checkWords(end.words);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async (change) => {
      // Held before its guidance, in the order in which it is held when a guidance begins.
      const held = resolve ? await lockCaseRow(change.tx, roster.case_id) : undefined;
      const session =
        session_id === undefined
          ? await lockActive(change.tx, conversation_id)
          : await lockSession(change.tx, session_id);
      if (session?.conversation_id !== conversation_id) {
        throw new RefusedError("guidance_inactive");
      }
      if (session.ended_at !== null) return;
      await closeSession(change, actor, session, { reason: solved ? "solved" : "stopped", words });
      if (held !== undefined) await finish(core, change, actor, held);
    }),
  );
}

/** Takes the case to where its work is done; one that is there already stays. */
async function finish(core: Core, change: Change, actor: Actor, row: CaseRow): Promise<void> {
  const { statuses, transitions } = kindOf(core, row);
  const isDone = (status: string): boolean =>
    statuses.some(({ name, tone }) => name === status && tone === "done");
  if (isDone(row.status)) return;
  const next = transitions.find(({ from, to }) => from === row.status && isDone(to));
  if (next === undefined) throw new RefusedError("transition_not_allowed");
  await changeStatusWithin(core, change, actor, row.id, { status: next.to }, noReason);
}
