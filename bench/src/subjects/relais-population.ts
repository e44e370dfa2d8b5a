import { randomUUID } from "node:crypto";
import { AccessTokens } from "@relais/core";
import type { Role } from "@relais/protocol";
import { Client } from "pg";
import type { Room } from "../load/adapter.ts";
import { textOf } from "../load/marker.ts";
import type { Population } from "./subject.ts";

interface Found {
  id: string;
  last: string;
  members: { id: string; sign_in: string }[];
}

/**
 * People, cases, conversations and messages as their owner writes them, in the product's own tables. Each
 * population is an organization of its own; its access tokens are issued by the product's own code.
 */
export async function populateRelais(client: Client, population: Population): Promise<Room[]> {
  const slug = `bench-${population.rooms}x${population.membersPerRoom}x${population.messagesPerRoom}`;
  const known = await client.query<{ id: string }>("select id from organization where slug = $1", [
    slug,
  ]);
  const organization = known.rows[0]?.id ?? (await write(client, slug, population));
  const found = await client.query<Found>(
    `select c.id,
            coalesce((select max(seq) from event where stream_id = c.id), 0) as last,
            (select json_agg(json_build_object('id', p.member_id, 'sign_in', s.id) order by p.member_id)
               from participant p join sign_in s on s.member_id = p.member_id
              where p.conversation_id = c.id) as members
       from conversation c where c.organization_id = $1 order by c.id`,
    [organization],
  );
  const tokens = await issuer(client);
  return await Promise.all(
    found.rows.map(async ({ id, last, members }) => ({
      id,
      last: Number(last),
      members: await Promise.all(
        members.map(async (member) => {
          const actor = {
            id: member.id,
            organization_id: organization,
            sign_in_id: member.sign_in,
          };
          const issued = tokens.issue({ ...actor, role, full_name: name });
          return issued.access_token;
        }),
      ),
    })),
  );
}

const role: Role = "customer";
const name = "Awa Traoré";

async function issuer(client: Client): Promise<AccessTokens> {
  const stored = await client.query<{ value: Buffer }>(
    "select value from platform_secret where name = 'signing'",
  );
  const secret = stored.rows[0]?.value;
  if (!secret) throw new Error("The server has made no signing secret.");
  return new AccessTokens(secret, () => new Date());
}

/** Writes a population in one transaction and gives the id of its organization. */
async function write(client: Client, slug: string, population: Population): Promise<string> {
  const { rooms, membersPerRoom, messagesPerRoom } = population;
  const organization = randomUUID();
  await client.query("begin");
  await client.query(
    "insert into organization (id, name, slug, kinds) values ($1, $2, $2, '{request}')",
    [organization, slug],
  );
  await client.query("set local jit = off");
  await client.query(people, [organization, slug, rooms * membersPerRoom, role, name]);
  await client.query(
    "insert into sign_in (id, organization_id, member_id) select uuidv7(), $1, id from member where organization_id = $1",
    [organization],
  );
  await client.query(conversations, [organization, slug, membersPerRoom]);
  if (messagesPerRoom > 0) {
    await client.query(messages, [organization, messagesPerRoom, textOf(0)]);
    await client.query(events, [organization]);
  }
  await client.query("commit");
  await client.query("vacuum analyze");
  return organization;
}

const people = `
  insert into member (id, organization_id, email, full_name, role, password_hash)
  select uuidv7(), $1, 'person-' || number || '@' || $2::text, $5, $4, 'nobody signs in with a password'
    from generate_series(0, $3 - 1) number`;

/** People sit in rooms in the order of their ids; the first two of a room are customer and assignee. */
const conversations = `
  with seat as (
    select id, (row_number() over (order by id) - 1) / $3 as room from member where organization_id = $1
  ), room as (
    select room, min(id::text)::uuid as customer, max(id::text)::uuid as assignee,
           uuidv7() as case_id, uuidv7() as conversation_id
      from seat group by room
  ), made_case as (
    insert into service_case (id, organization_id, kind, title, status, customer_id, opener_id, assignee_id,
                              conversation_id, revision, created_at, updated_at)
    select case_id, $1, 'request', $2, 'accepted', customer, customer, assignee, conversation_id, 0, now(), now()
      from room
  ), made_conversation as (
    insert into conversation (id, organization_id, case_id, created_at)
    select conversation_id, $1, case_id, now() from room
  )
  insert into participant (conversation_id, member_id, organization_id, joined_at)
  select conversation_id, id, $1, now() from seat join room using (room)`;

const messages = `
  insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, created_at)
  select c.id, number, $1, uuidv7(), number, 'text',
         (select customer_id from service_case s where s.id = c.case_id),
         replace($3, '000000000', lpad((number - 1)::text, 9, '0')), now()
    from conversation c, generate_series(1, $2) number
   where c.organization_id = $1
   order by c.id, number`;

const events = `
  insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
  select conversation_id, seq, organization_id, 'message.sent', sender_id, created_at,
         json_build_object('id', id, 'number', number, 'kind', kind, 'text', text, 'system', null, 'client_id', null)
    from message where organization_id = $1
   order by conversation_id, seq`;
