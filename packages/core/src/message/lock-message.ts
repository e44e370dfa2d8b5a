import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { unknownNumber } from "./unknown-number.ts";

/** What decides whether a message may be changed. */
export type Changeable = {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly sender_id: string | null;
  readonly text: string;
  readonly created_at: Date;
  readonly deleted_at: Date | null;
  readonly reactions: unknown;
  readonly edit_seqs: unknown;
  readonly preview: unknown;
};

/**
 * A message, held until the end of the transaction: of two who change it at once, one waits. What quotes
 * it holds it too, so an answer and a deletion never pass each other unseen.
 */
export async function lockMessage(
  tx: Scoped,
  conversationId: string,
  number: number,
): Promise<Changeable> {
  const row = await tx
    .selectFrom("message")
    .select([
      "id",
      "seq",
      "kind",
      "sender_id",
      "text",
      "created_at",
      "deleted_at",
      "reactions",
      "edit_seqs",
      "preview",
    ])
    .where("conversation_id", "=", conversationId)
    .where("number", "=", number)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) {
    throw new RefusedError("message_not_found", {
      fields: unknownNumber("number"),
    });
  }
  return row;
}
