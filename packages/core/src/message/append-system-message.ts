import type { Sent, SystemNote } from "@relais/protocol";
import { sql } from "kysely";
import type { Change } from "../journal/append.ts";
import { newId } from "../ids.ts";

export type SystemMessage = {
  readonly organization_id: string;
  readonly conversation_id: string;
  /** Who caused it: for them it is nothing unread. */
  readonly actor_id: string;
  /** The sentence in the organization's language, for whoever cannot render the note. */
  readonly text: string;
  readonly system: SystemNote;
  /** Where it says what somebody sent: their name of that, which makes a retry the same. */
  readonly client_id?: string | null;
};

/**
 * Writes a message of the machine within a command's transaction. The message row comes before its
 * journal entry, as in the batched writer: in the other order the two could wait for each other.
 */
export async function appendSystemMessage(
  { tx, at, append, nextSeq }: Change,
  { organization_id, conversation_id, actor_id, text, system, client_id = null }: SystemMessage,
): Promise<Sent> {
  const { number } = await tx
    .selectFrom("message")
    .select(sql<number>`coalesce(max(number), 0) + 1`.as("number"))
    .where("conversation_id", "=", conversation_id)
    .executeTakeFirstOrThrow();
  const id = newId();
  const seq = await nextSeq(conversation_id);
  await tx
    .insertInto("message")
    .values({
      conversation_id,
      number,
      organization_id,
      id,
      seq,
      kind: "system",
      sender_id: actor_id,
      text,
      system: JSON.stringify(system),
      client_id,
      created_at: at,
    })
    .execute();
  await append("conversation", conversation_id, {
    type: "message.sent",
    actor_id,
    data: { id, number, kind: "system", text, system, client_id },
  });
  return { id, number, seq, created_at: at.toISOString() };
}
