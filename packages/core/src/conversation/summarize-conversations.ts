import type { CaseView, Message, Receipt } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { listCases } from "../case/list-cases.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readSpan } from "./read-span.ts";

export type ConversationSummary = {
  readonly conversation_id: string;
  readonly case: CaseView;
  readonly created_at: string;
  readonly closed: boolean;
  /** Messages, those of the machine included. */
  readonly messages: number;
  readonly last_message: Message | null;
  readonly receipts: Readonly<Record<string, Receipt>>;
  readonly unread: number;
};

/** A conversation of a case, before anything more is read of it. */
export type ConversationLine = Pick<ConversationSummary, "conversation_id" | "case" | "unread">;

/**
 * The conversations of cases of one kind that this person may see, the newest change first, with what awaits
 * them there.
 */
export async function listConversationLines(
  core: Core,
  actor: Actor,
  kind: string,
): Promise<ConversationLine[]> {
  const { cases, counters } = await listCases(core, actor);
  const unread = new Map(counters.map((one) => [one.conversation_id, one.unread]));
  return cases.flatMap((one) => {
    const { conversation_id } = one;
    if (one.kind !== kind || conversation_id === null) return [];
    return { conversation_id, case: one, unread: unread.get(conversation_id) ?? 0 };
  });
}

/**
 * The same with newest message and receipts; a page of them, since each is looked up.
 *
 * Refuses: not_found, forbidden.
 */
export async function summarizeConversation(
  core: Core,
  actor: Actor,
  line: ConversationLine,
): Promise<ConversationSummary> {
  const { conversation_id } = line;
  const span = await readSpan(core, actor, conversation_id, { from: "last", count: 1 });
  const row = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("conversation")
      .select(["created_at", "closed_at"])
      .where("id", "=", conversation_id)
      .executeTakeFirstOrThrow(),
  );
  return {
    ...line,
    created_at: row.created_at.toISOString(),
    closed: row.closed_at !== null,
    messages: span.last_number,
    last_message: span.messages.at(-1) ?? null,
    receipts: span.receipts,
  };
}
