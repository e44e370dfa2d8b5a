import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import type { Change } from "../journal/append.ts";

type Erased = { readonly id: string; readonly number: number };

/**
 * Takes what a message says out of everything: its state, every quote of it and the journal, in one transaction
 * (docs/decisions/0007). Its place stays. The message is held; right and rule were asked before. `by`: null when the
 * server does.
 */
export async function eraseMessage(
  { tx, at, append }: Change,
  conversationId: string,
  { id, number }: Erased,
  by: string | null,
): Promise<void> {
  await tx
    .updateTable("message")
    .set({ text: "", deleted_at: at, reactions: null, attachments: null, preview: null })
    .where("conversation_id", "=", conversationId)
    .where("number", "=", number)
    .execute();
  await redactJournal(tx, conversationId, number);
  // From here on nobody is given an address of them; their bytes go with the next erasing.
  await tx
    .updateTable("file")
    .set({ message_id: null, state: "erasing" })
    .where("conversation_id", "=", conversationId)
    .where("message_id", "=", id)
    .execute();
  await append("conversation", conversationId, {
    type: "message.deleted",
    actor_id: by,
    data: { id, number },
  });
}

/** Positions, types, actors and times stay (P3); what the message said does not. */
async function redactJournal(tx: Scoped, conversationId: string, number: number): Promise<void> {
  // Positions are read first: beneath row-level security only plain values are looked up by the index.
  await sql`
    update event set data = without_text(data)
    where stream_id = ${conversationId} and seq = any ((
      select seq || edit_seqs from message
      where conversation_id = ${conversationId} and number = ${number})::bigint[])`.execute(tx);
  await sql`
    update event set data = without_preview(data)
    where stream_id = ${conversationId} and seq = any ((
      select preview_seqs from message
      where conversation_id = ${conversationId} and number = ${number})::bigint[])`.execute(tx);
  await sql`
    update event set data = without_quote(data)
    where stream_id = ${conversationId} and seq = any (array(
      select seq from message where conversation_id = ${conversationId} and reply_to = ${number}))`.execute(
    tx,
  );
}
