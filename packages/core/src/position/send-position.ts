import { geoUri, type Point, type Sent } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { placeBeside } from "../conversation/internal.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { findSent } from "../journal/writer/resend.ts";
import { checkFix } from "./check-fix.ts";

export type SendPosition = Point & {
  readonly conversation_id: string;
  readonly accuracy_m: number;
  /** Makes a retry the same message. Without it every call is a new one. */
  readonly client_id: string | null;
};

/**
 * Writes where the actor is, once, as a message whose text is a `geo:` URI. Alike for the first time and
 * for every resend under the same `client_id` (P2).
 *
 * Refuses: position_refused, not_found, forbidden, conversation_closed, client_id_reused, conflict.
 */
export async function sendPosition(
  core: Core,
  actor: Actor,
  { conversation_id, client_id, ...measure }: SendPosition,
): Promise<Sent> {
  const checked = checkFix(
    { ...measure, device_at: 0, age_ms: 0 },
    { last: null, suspect: null },
    0,
  );
  const roster = await writableRoster(core, actor, conversation_id);
  if (!checked.ok) {
    core.positions.count(checked.fault);
    throw new RefusedError("position_refused", { fields: { position: checked.fault } });
  }
  const { organization_id } = actor;
  const text = geoUri(measure);
  const id = newId();
  const row = {
    organization_id,
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
        .values({ ...row, ...beside, number, seq, kind: "position", system: null, created_at: at })
        .execute();
      await append("conversation", conversation_id, {
        type: "message.sent",
        actor_id: actor.id,
        data: { id, number, kind: "position", text, system: null, client_id, ...beside },
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
