import type { CaseFields, CaseView, Person, Priority } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { appendBeside } from "../conversation/internal.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { closeGuidance } from "../guidance/close-session.ts";
import { limitLink } from "../guest/limit-link.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { closeShares, endArrived } from "../position/end-share.ts";
import { moveReminder } from "../reminder/move-reminder.ts";
import type { GivenProof } from "../proof/check-proof.ts";
import { writeProof } from "../proof/write-proof.ts";
import { moveClocks } from "../target/move-clocks.ts";
import { announce, announcementOf, type Announced } from "./announce.ts";
import { leaveTalk } from "./leave-talk.ts";
import { openTalk } from "./open-talk.ts";
import { type CaseRow, caseView, internalOf, readCaseRow } from "./views.ts";
import { isPublic, type NewEntry, type Why, writeTimeline } from "./write-timeline.ts";

const dayMs = 86_400_000;

/** What of a case becomes otherwise; what is absent stays. */
export type Alteration = {
  readonly kind: Kind;
  readonly status?: string;
  readonly assignee?: Person | null;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly fields?: CaseFields;
  readonly internalFields?: CaseFields;
  /** What the timeline says of it. */
  readonly entries: readonly NewEntry[];
  /** A room was opened in it: of that the timeline says nothing, and everybody may know. */
  readonly rooms?: boolean;
  readonly why: Why;
  /** What the new status is proved by. */
  readonly proof?: GivenProof | null;
  /** It was done and is taken up again. */
  readonly reopened?: boolean;
  /** Nobody did it: a rule of the organization. What is said of it in conversations is said of the actor. */
  readonly byRule?: boolean;
  /** A reaction writes down what happened elsewhere: nobody looked at the case for it. */
  readonly afterwards?: boolean;
};

/** The case, held until the end of the transaction: of two who change it at once, one waits. */
export async function lockCaseRow(tx: Scoped, caseId: string): Promise<CaseRow> {
  const row = await tx
    .selectFrom("service_case")
    .select("id")
    .where("id", "=", caseId)
    .forUpdate()
    .executeTakeFirst();
  const locked = row && (await readCaseRow(tx, caseId));
  if (locked === undefined) throw new RefusedError("not_found");
  return locked;
}

/** The same, as everybody sees it. */
export async function lockCase(tx: Scoped, caseId: string): Promise<CaseView> {
  return caseView(await lockCaseRow(tx, caseId));
}

/**
 * Changes a locked case and records it: in its timeline, in the organization's journal, and, unless customers
 * may know of none of it, in the journal of its conversations, with the announcement of a new status. Right and
 * rule were asked before.
 */
export async function alterCase(
  core: Core,
  change: Change,
  actor: Actor,
  before: CaseView,
  alteration: Alteration,
): Promise<CaseView> {
  const { kind, status, assignee, entries, why, byRule = false, reopened = false } = alteration;
  const by = byRule ? null : actor.id;
  const shown = isPublic(entries) || alteration.rooms === true;
  const after = { ...before, ...(assignee !== undefined && { assignee }) };
  // Before anything that is said to whoever has it now.
  if (assignee !== undefined) await leaveTalk(change, actor, kind, before, assignee, by);
  const conversation_id =
    assignee === undefined
      ? before.conversation_id
      : await openTalk(core, change, actor, kind, after);
  // As an event of its own, before anything says that the case has ended.
  if (leavesWork(kind, before, status)) {
    for (const room of conversationsOf(before)) await closeGuidance(change, actor, room);
  }
  const row = await update(change, actor, before, alteration, shown, conversation_id);
  const changed = caseView(row);
  const rooms = conversationsOf(changed);
  const moved = status !== undefined && status !== before.status;
  const announced = announcementOf(kind, changed.status, reopened);
  await writeTimeline(
    change,
    { id: by, organization_id: actor.organization_id },
    {
      case_id: before.id,
      revision: row.revision,
      told: moved && announced !== null && rooms.length > 0,
    },
    entries,
    why,
  );
  if (alteration.proof) {
    const about = { case_id: before.id, revision: row.revision };
    await writeProof(change, actor, about, alteration.proof);
  }
  const note = why.internal ? null : why.note;
  const fact = {
    type: "case.changed",
    actor_id: by,
    data: { case: changed, change: { from: before.status, to: changed.status, note } },
  } as const;
  await change.append("organization", actor.organization_id, {
    ...fact,
    data: {
      ...fact.data,
      internal: internalOf(row),
      previous_assignee_id: before.assignee?.id ?? null,
    },
  });
  await moveClocks(change, actor.organization_id, kind, before, alteration);
  await moveReminder(core, change, actor.organization_id, kind, before, alteration);
  if (!shown) return changed;
  for (const room of rooms) {
    if (moved) await reached(change, actor, kind, changed, room, { note, reopened });
    await appendBeside(change, room, fact);
  }
  return changed;
}

/** Whether nobody guides anybody through it any more: it is done, stopped, or closed. */
function leavesWork(kind: Kind, before: CaseView, to: string | undefined): boolean {
  const status = kind.statuses.find(({ name }) => name === to);
  if (status === undefined || status.name === before.status) return false;
  return status.ends || status.closes_conversation || status.tone === "done";
}

/** Every conversation in which the case is spoken of. */
const conversationsOf = ({ conversation_id, rooms }: CaseView): string[] => [
  ...(conversation_id === null ? [] : [conversation_id]),
  ...rooms.map((room) => room.conversation_id),
];

async function update(
  { tx, at, nextSeq }: Change,
  actor: Actor,
  before: CaseView,
  alteration: Alteration,
  shown: boolean,
  conversation_id: string | null,
): Promise<CaseRow> {
  const { kind, status, assignee, priority, tags, fields, internalFields, afterwards } = alteration;
  const revision = await nextSeq(actor.organization_id);
  const moved = status !== undefined && status !== before.status;
  // Its customer finds that it is not done: that is heard like words of theirs.
  const asks = alteration.reopened === true && actor.id === before.customer.id;
  const ended = kind.statuses.find(({ name }) => name === status)?.ends ?? false;
  const former = assignee === undefined ? null : before.assignee;
  await tx
    .updateTable("service_case")
    .set({
      revision,
      conversation_id,
      // What customers may not know must not be felt either.
      ...(shown && { public_revision: revision, updated_at: at }),
      desk_position: revision,
      // Looked at by whoever changes it.
      ...(!afterwards && { woken: false }),
      ...(status !== undefined && { status, ended }),
      // Their customer was told.
      ...(moved && { awaits_answer: asks, reopenable_until: reopenableUntil(kind, status, at) }),
      ...(alteration.proof && { proved_at: at }),
      ...(alteration.reopened && { proved_at: null }),
      ...(asks && { woken: sql<boolean>`snoozed` }),
      ...((ended || asks) && { snoozed: false, snoozed_until: null, snoozed_by: null }),
      ...(assignee !== undefined && { assignee_id: assignee?.id ?? null }),
      ...(former !== null && {
        former_assignee_ids: sql<string[]>`array_append(former_assignee_ids, ${former.id}::uuid)`,
      }),
      ...(priority !== undefined && { priority }),
      ...(tags !== undefined && { tags: [...tags] }),
      ...(fields !== undefined && { fields: JSON.stringify(fields) }),
      ...(internalFields !== undefined && { internal_fields: JSON.stringify(internalFields) }),
    })
    .where("id", "=", before.id)
    .execute();
  const row = await readCaseRow(tx, before.id);
  if (row === undefined) throw new Error("the case just changed cannot be read");
  return row;
}

/** A promise of the moment in which the work was done; null: of this status nobody comes back. */
function reopenableUntil({ reopening }: Kind, status: string, at: Date): Date | null {
  if (reopening?.from !== status) return null;
  return new Date(at.getTime() + reopening.days * dayMs);
}

/** Whether a status says by itself what the one-tap answer « arrived » says with it. */
const meansArrived = ({ quick_answers = [] }: Kind, status: string): boolean =>
  quick_answers.some(({ id, step }) => id === "arrived" && step === status);

/** What a status does in a conversation: says that it is reached, ends shares, closes. */
async function reached(
  change: Change,
  actor: Actor,
  kind: Kind,
  theCase: CaseView,
  conversationId: string,
  said: Announced,
): Promise<void> {
  await announce(change, actor, kind, theCase, conversationId, said);
  const status = kind.statuses.find(({ name }) => name === theCase.status);
  if (status?.ends) await closeShares(change, actor, conversationId);
  else if (theCase.assignee !== null && meansArrived(kind, theCase.status)) {
    await endArrived(change, actor, conversationId, theCase.assignee.id);
  }
  await limitLink(change, conversationId, status?.ends ?? false);
  if (!status?.closes_conversation) return;
  await change.tx
    .updateTable("conversation")
    .set({ closed_at: change.at })
    .where("id", "=", conversationId)
    .execute();
}
