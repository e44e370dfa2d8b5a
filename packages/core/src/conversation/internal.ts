import type { ConversationEvent } from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import type { Change, Unnumbered } from "../journal/append.ts";
import type { Roster } from "./rosters.ts";

/** The internal conversation beside this one. */
export async function internalIdOf(
  tx: Scoped,
  conversationId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom("conversation")
    .select("id")
    .where("internal_of", "=", conversationId)
    .executeTakeFirst();
  return row?.id;
}

/** Where a message of this conversation stands, if it is an internal one: see `Message.beside`. */
export async function placeBeside(
  tx: Scoped,
  { internal_of }: Pick<Roster, "internal_of">,
): Promise<{ beside?: number }> {
  if (internal_of === null) return {};
  return tx
    .selectFrom("message")
    .select(sql<number>`coalesce(max(number), 0)`.as("beside"))
    .where("conversation_id", "=", internal_of)
    .executeTakeFirstOrThrow();
}

type Fact = Unnumbered<ConversationEvent>;

/**
 * Journals a fact about a case in its conversation and in the internal one beside it: the state of both
 * holds the case, and both must come to the same by their own events (P4).
 */
export async function appendBeside(
  { tx, append }: Pick<Change, "tx" | "append">,
  conversationId: string,
  fact: Extract<Fact, { type: "case.changed" }>,
): Promise<void> {
  await append("conversation", conversationId, fact);
  const internal = await internalIdOf(tx, conversationId);
  if (internal !== undefined) await append("conversation", internal, fact);
}
