import type { Message, Sent } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { placeBeside } from "../conversation/internal.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { findSent } from "../journal/writer/resend.ts";

export type Apart = {
  readonly kind: Extract<Message["kind"], "position" | "picture">;
  readonly text: string;
  /** Makes a retry the same message. Without it every call is a new one. */
  readonly client_id: string | null;
};

/**
 * Writes a message that is no plain text, in a transaction of its own. Alike for the first time and for every
 * resend under the same `client_id` (P2).
 *
 * Refuses: conversation_closed, client_id_reused, conflict.
 */
export async function sendApart(
  core: Core,
  actor: Actor,
  roster: Roster,
  { kind, text, client_id }: Apart,
): Promise<Sent> {
  const { conversation_id } = roster;
  const id = newId();
  const row = {
    organization_id: actor.organization_id,
    conversation_id,
    id,
    sender_id: actor.id,
    text,
    client_id,
    reply_to: null,
  };
  const before = await findSent(core.pool, { kind: "message", ...row });
  if (before !== undefined) return before;
  if (roster.closed) throw new RefusedError("conversation_closed");
  try {
    return await change(core, actor, async ({ tx, at, append, nextSeq }) => {
      const { number } = await tx
        .selectFrom("message")
        .select(sql<number>`coalesce(max(number), 0) + 1`.as("number"))
        .where("conversation_id", "=", conversation_id)
        .executeTakeFirstOrThrow();
      const beside = await placeBeside(tx, roster);
      const seq = await nextSeq(conversation_id);
      // The message row before its journal entry, as in the batched writer.
      await tx
        .insertInto("message")
        .values({ ...row, ...beside, number, seq, kind, system: null, created_at: at })
        .execute();
      await append("conversation", conversation_id, {
        type: "message.sent",
        actor_id: actor.id,
        data: { id, number, kind, text, system: null, client_id, ...beside },
      });
      return { id, number, seq, created_at: at.toISOString() };
    });
  } catch (error) {
    // The same one came twice at once: the other was first.
    if (!isUniqueViolation(error, "message_client_id")) throw error;
    const sent = await findSent(core.pool, { kind: "message", ...row });
    if (sent === undefined) throw error;
    return sent;
  }
}
