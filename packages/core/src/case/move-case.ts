import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { appendBeside } from "../conversation/internal.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { closeGuidance } from "../guidance/close-session.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { limitLink } from "../guest/limit-link.ts";
import { closeShares } from "../position/end-share.ts";
import { announce } from "./announce.ts";
import { readCase } from "./views.ts";

export type Move = {
  readonly kind: Kind;
  readonly to: string;
  readonly note: string | null;
  /** Given when the step is that of taking. */
  readonly assignee_id?: string;
};

/** The case, held until the end of the transaction: of two who change it at once, one waits. */
export async function lockCase(tx: Scoped, caseId: string): Promise<CaseView> {
  const row = await tx
    .selectFrom("service_case")
    .select("id")
    .where("id", "=", caseId)
    .forUpdate()
    .executeTakeFirst();
  const theCase = row && (await readCase(tx, caseId));
  if (theCase === undefined) throw new RefusedError("not_found");
  return theCase;
}

/**
 * Moves a locked case to a status and journals it: in the organization's stream, and in the
 * conversation's when there is one, with the announcement. Some statuses close the conversation.
 * Right and rule were asked before.
 */
export async function moveCase(
  change: Change,
  actor: Actor,
  before: CaseView,
  { kind, to, note, assignee_id }: Move,
): Promise<CaseView> {
  const { tx, at, append, nextSeq } = change;
  const status = kind.statuses.find(({ name }) => name === to);
  // As an event of its own, before anything says that the case has ended.
  if (before.conversation_id !== null && (status?.ends || status?.closes_conversation)) {
    await closeGuidance(change, actor, before.conversation_id);
  }
  await tx
    .updateTable("service_case")
    .set({
      status: to,
      revision: await nextSeq(actor.organization_id),
      updated_at: at,
      ...(assignee_id !== undefined && { assignee_id }),
    })
    .where("id", "=", before.id)
    .execute();
  const after = await readCase(tx, before.id);
  if (after === undefined) throw new Error("the case just changed cannot be read");
  const fact = {
    type: "case.changed",
    actor_id: actor.id,
    data: { case: after, change: { from: before.status, to, note } },
  } as const;
  await append("organization", actor.organization_id, fact);
  const { conversation_id } = after;
  if (conversation_id === null) return after;
  await announce(change, actor, kind, to, conversation_id);
  if (status?.ends) await closeShares(change, actor, conversation_id);
  await limitLink(change, conversation_id, status?.ends ?? false);
  if (status?.closes_conversation) {
    await tx
      .updateTable("conversation")
      .set({ closed_at: at })
      .where("id", "=", conversation_id)
      .execute();
  }
  await appendBeside(change, conversation_id, fact);
  return after;
}
