import type { Attachment, Message, Sent, StepMark } from "@relais/protocol";
import { sql } from "kysely";
import { RefusedError } from "../errors.ts";
import type { Change } from "../journal/append.ts";
import { unknownNumber } from "./unknown-number.ts";

export type NewMessage = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly id: string;
  readonly kind: Exclude<Message["kind"], "system" | "position" | "picture">;
  readonly sender_id: string;
  readonly text: string;
  readonly client_id: string | null;
  readonly reply_to: number | null;
  /** Finished files of the sender, in their order. */
  readonly attachments?: readonly Attachment[] | undefined;
  readonly step?: StepMark;
};

/**
 * Writes what a person says within a command's transaction, where the batched writer cannot: when the
 * message and something else are one fact. The message row comes before its journal entry, as there.
 *
 * Refuses: message_not_found, message_deleted, forbidden (what it answers); file_already_sent.
 */
export async function appendMessage(
  { tx, at, append, nextSeq }: Change,
  message: NewMessage,
): Promise<Sent> {
  const { attachments, step, reply_to } = message;
  const { organization_id, conversation_id, id, kind, sender_id, text, client_id } = message;
  const quote = reply_to === null ? undefined : await holdQuoted(tx, conversation_id, reply_to);
  const { number } = await tx
    .selectFrom("message")
    .select(sql<number>`coalesce(max(number), 0) + 1`.as("number"))
    .where("conversation_id", "=", conversation_id)
    .executeTakeFirstOrThrow();
  const seq = await nextSeq(conversation_id);
  await tx
    .insertInto("message")
    .values({
      organization_id,
      conversation_id,
      id,
      kind,
      sender_id,
      text,
      client_id,
      number,
      seq,
      system: null,
      reply_to,
      created_at: at,
      attachments: attachments === undefined ? null : JSON.stringify(attachments),
    })
    .execute();
  if (attachments !== undefined) await giveFiles(tx, message, attachments);
  await append("conversation", conversation_id, {
    type: "message.sent",
    actor_id: sender_id,
    data: {
      id,
      number,
      kind,
      text,
      system: null,
      client_id,
      ...(quote !== undefined && { reply_to: quote }),
      ...(attachments !== undefined && { attachments: [...attachments] }),
      ...(step !== undefined && { step }),
    },
  });
  return { id, number, seq, created_at: at.toISOString() };
}

type Quote = NonNullable<Message["reply_to"]>;

/** The quote of a message, which nobody changes until the end of the transaction. */
async function holdQuoted(
  tx: Change["tx"],
  conversationId: string,
  number: number,
): Promise<Quote> {
  const quoted = await tx
    .selectFrom("message")
    .select(["kind", "deleted_at", sql<Quote>`quote_of(conversation_id, number)`.as("quote")])
    .where("conversation_id", "=", conversationId)
    .where("number", "=", number)
    .forShare()
    .executeTakeFirst();
  if (quoted === undefined) {
    throw new RefusedError("message_not_found", { fields: unknownNumber("reply_to") });
  }
  if (quoted.kind === "system") throw new RefusedError("forbidden");
  if (quoted.deleted_at !== null) throw new RefusedError("message_deleted");
  return quoted.quote;
}

async function giveFiles(
  tx: Change["tx"],
  { id, conversation_id, sender_id }: NewMessage,
  attachments: readonly Attachment[],
): Promise<void> {
  const ids = attachments.map((attachment) => attachment.id);
  const { numUpdatedRows } = await tx
    .updateTable("file")
    .set({ message_id: id })
    .where("id", "in", ids)
    .where("conversation_id", "=", conversation_id)
    .where("member_id", "=", sender_id)
    .where("state", "=", "ready")
    .where("message_id", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== BigInt(ids.length)) throw new RefusedError("file_already_sent");
}
