import { asOwner } from "@relais/core";
import type { Stage } from "./stage.ts";
import type { Talk } from "./cases.ts";

/** The word that stands in one message alone. */
export type Needle = { readonly number: number; readonly word: string };

/**
 * Makes a conversation long: up to message `last`, written by its two people in turn, as the server would have
 * written them. Everybody has read up to `read`.
 */
export async function lengthen(
  stage: Stage,
  { conversation }: Talk,
  { last, read, needle }: { last: number; read: number; needle: Needle },
): Promise<void> {
  await stage.server.alter((target) =>
    asOwner(target, async (owner) => {
      await owner.query(
        `with start as (
           select max(number) as number, (select max(seq) from event where stream_id = $1) as seq,
             (select organization_id from conversation where id = $1) as organization_id
           from message where conversation_id = $1
         ), people as (
           select array_agg(member_id order by joined_at, member_id) as ids from participant where conversation_id = $1
         ), said as (
           insert into message
             (conversation_id, number, organization_id, id, seq, kind, sender_id, text, created_at)
           select $1, one, organization_id, uuidv7(), start.seq + one - start.number, 'text',
             ids[1 + (one / 3) % 2],
             'Message ' || one || ' du carnet' || repeat(' et la suite', (one % 7)::integer)
               || case when one = $3 then ' ' || $4 else '' end,
             now() - make_interval(secs => ($2 - one) * 20)
           from start, people, generate_series(start.number + 1, $2) one
           returning *)
         insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
         select conversation_id, seq, organization_id, 'message.sent', sender_id, created_at,
           json_build_object('id', id, 'number', number, 'kind', kind, 'text', text, 'system', null, 'client_id', null)
         from said`,
        [conversation, last, needle.number, needle.word],
      );
      await owner.query(
        "update participant set delivered_number = $2, read_number = $2 where conversation_id = $1",
        [conversation, read],
      );
    }),
  );
}
