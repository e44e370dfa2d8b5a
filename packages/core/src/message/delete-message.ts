import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { lockMessage } from "./lock-message.ts";
import { mayDelete, tooLateToDelete } from "./policy.ts";

export type DeleteMessage = { readonly conversation_id: string; readonly number: number };

/**
 * Deletes a message for everybody: its sender within a day, an admin of the organization always, even
 * where nobody writes any more. Its place stays; its text is gone from the state, from every quote and
 * from the journal, in one transaction (docs/decisions/0007). Deleting it again changes nothing.
 *
 * Refuses: not_found, forbidden, message_not_found, conversation_closed, too_late, conflict.
 */
export async function deleteMessage(
  core: Core,
  actor: Actor,
  { conversation_id, number }: DeleteMessage,
): Promise<void> {
  const roster = await readableRoster(core, actor, conversation_id);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async ({ tx, at, append }) => {
      const message = await lockMessage(tx, conversation_id, number);
      if (!mayDelete(actor, roster, message)) throw new RefusedError("forbidden");
      if (message.deleted_at !== null) return;
      if (roster.closed && actor.role !== "admin") throw new RefusedError("conversation_closed");
      if (tooLateToDelete(actor, message, at)) throw new RefusedError("too_late");
      await tx
        .updateTable("message")
        .set({ text: "", deleted_at: at, reactions: null, attachments: null, preview: null })
        .where("conversation_id", "=", conversation_id)
        .where("number", "=", number)
        .execute();
      await redactJournal(tx, conversation_id, number);
      // From here on nobody is given an address of them; their bytes go with the next erasing.
      await tx
        .updateTable("file")
        .set({ message_id: null, state: "erasing" })
        .where("conversation_id", "=", conversation_id)
        .where("message_id", "=", message.id)
        .execute();
      await append("conversation", conversation_id, {
        type: "message.deleted",
        actor_id: actor.id,
        data: { id: message.id, number },
      });
    }),
  );
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
