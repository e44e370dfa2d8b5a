import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { amendCase } from "../case/amend-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { kinds } from "../kinds/registry.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { runtimeConfig } from "./connection.ts";

/** As the document has them; ours may have more. */
const documented = {
  chat_conversations:
    "id organization_id customer_name customer_email customer_phone assigned_to warranty_id claim_id status priority last_message_at unread_count_customer unread_count_staff access_token tags internal_notes",
  chat_messages:
    "id conversation_id sender_type sender_id sender_name message_type content attachments read_by_customer read_by_staff read_at is_internal",
  claim_status_updates:
    "id organization_id claim_id old_status new_status changed_by changed_by_name reason notes notification_sent notification_sent_at metadata",
  push_subscriptions:
    "id organization_id user_id push_token platform endpoint keys enabled preferences user_agent last_used_at",
  typing_indicators: "conversation_id user_type user_id user_name expires_at",
} as const;
type View = keyof typeof documented;
const views = Object.keys(documented) as View[];

let database: TestDatabase;
let core: Core;
let runtime: pg.Pool;
let nadia: Actor;
let outsider: Actor;
let claim: string;
let conversation: string;
let paul: string;

type Scope = { organization?: string; guest?: string };
type Row = Record<string, unknown>;

/** What a connection with these settings reads of a view. */
async function read(view: View, { organization, guest }: Scope): Promise<Row[]> {
  const client = await runtime.connect();
  try {
    await client.query("begin");
    await client.query(
      "select set_config('relais.organizations', $1, true), set_config('relais.guest_conversations', $2, true)",
      [
        organization === undefined ? "" : `{${organization}}`,
        guest === undefined ? "" : `{${guest}}`,
      ],
    );
    return (await client.query<Row>(`select * from claims.${view}`)).rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  runtime = new pg.Pool({ ...runtimeConfig(database.target), max: 2 });
  const organization = await createOrganization(database, { kinds: ["claim", "request"] });
  nadia = await createMember(database, organization, "agent");
  outsider = await createOutsider(database);
  const opened = await openCase(core, nadia, {
    kind: "claim",
    title: "Lave-linge en panne",
    guest: { full_name: "Paul Mercier", email: "paul@mercier.example" },
  });
  claim = opened.id;
  paul = opened.customer.id;
  conversation = opened.conversation_id ?? "";
  const { internal_id = "" } = await openConversation(core, nadia, conversation);
  const say = (conversation_id: string, text: string) =>
    sendMessage(core, nadia, { conversation_id, text, client_id: null });
  await say(conversation, "Bonjour Paul");
  await say(internal_id, "Client fidèle");
  await changeStatus(core, nadia, claim, {
    status: "under_review",
    reason: "Dossier complet",
    note: "Marge faible",
    internal: true,
  });
  await amendCase(core, nadia, claim, {
    tags: ["vip"],
    fields: { notes: "Rappeler lundi" },
    assignee_id: nadia.id,
  });
  await database.owner.query(
    `insert into push_subscription (id, organization_id, member_id, platform, address_hash, sealed, created_at)
     values (gen_random_uuid(), $1, $2, 'web', '\\x01', '\\x02', now())`,
    [organization, nadia.id],
  );
  await database.owner.query(
    `insert into typing_indicator values ($1, $2, $3, now() + interval '1 minute'), ($4, $2, $3, now() + interval '1 minute')`,
    [conversation, nadia.id, organization, internal_id],
  );
}, 60_000);

afterAll(async () => {
  await runtime.end();
  await core.close();
  await database.stop();
});

describe("The documented tables of the claims API", () => {
  test.each(views)("C7.1: %s is readable under its documented columns", async (view) => {
    const rows = await read(view, { organization: nadia.organization_id });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(Object.keys(row)).toEqual(expect.arrayContaining(documented[view].split(" ")));
  });

  test.each(views)(
    "C7.2, P5: of %s another organization reads nothing, and nobody without one",
    async (view) => {
      expect(await read(view, { organization: outsider.organization_id })).toEqual([]);
      expect(await read(view, {})).toEqual([]);
    },
  );

  test("C7.1: they say what the commands have done", async () => {
    const organization = nadia.organization_id;
    expect(await read("chat_conversations", { organization })).toMatchObject([
      {
        id: conversation,
        claim_id: claim,
        customer_name: "Paul Mercier",
        customer_email: "paul@mercier.example",
        assigned_to: nadia.id,
        status: "active",
        tags: ["vip"],
        internal_notes: "Rappeler lundi",
        unread_count_customer: 2,
        unread_count_staff: 0,
      },
    ]);
    const messages = await read("chat_messages", { organization });
    expect(
      messages.map(({ message_type, is_internal }) => `${message_type} ${is_internal}`).sort(),
    ).toEqual(["status_update false", "text false", "text true"]);
    expect(messages.every((one) => one.conversation_id === conversation)).toBe(true);
    const updates = await read("claim_status_updates", { organization });
    expect(updates.at(-1)).toMatchObject({
      claim_id: claim,
      old_status: "submitted",
      new_status: "under_review",
      changed_by_name: nadia.full_name,
      reason: "Dossier complet",
      notes: "Marge faible",
      notification_sent: true,
    });
  });

  test("C7.2: a guest's connection reads its conversation without what is internal", async () => {
    const scope = { organization: nadia.organization_id, guest: conversation };
    expect(await read("chat_conversations", scope)).toMatchObject([
      { tags: null, internal_notes: null },
    ]);
    expect((await read("chat_messages", scope)).some((one) => one.is_internal)).toBe(false);
    const [, step] = await read("claim_status_updates", scope);
    expect(step).toMatchObject({ new_status: "under_review", notes: null });
    expect(await read("push_subscriptions", scope)).toEqual([]);
    expect(await read("typing_indicators", scope)).toHaveLength(1);
    const other = await openCase(core, nadia, { kind: "claim", title: "Autre", customer_id: paul });
    const elsewhere = { ...scope, guest: other.conversation_id ?? "" };
    expect((await read("chat_conversations", elsewhere)).map(({ id }) => id)).toEqual([
      other.conversation_id,
    ]);
  });

  test("C7.3: no secret is in them", async () => {
    const organization = nadia.organization_id;
    expect((await read("chat_conversations", { organization }))[0]?.access_token).toBeNull();
    expect((await read("push_subscriptions", { organization }))[0]).toMatchObject({
      push_token: "01",
      keys: { sealed: "Ag==" },
    });
  });

  test("C2.8: the statuses in which a conversation is resolved are those that end a claim", async () => {
    const ends = kinds.get("claim")?.statuses.filter((one) => one.ends) ?? [];
    const { rows } = await database.owner.query<{ definition: string }>(
      "select pg_get_viewdef('claims.chat_conversations'::regclass) as definition",
    );
    const [, named = ""] = /status = ANY \(ARRAY\[([^\]]*)\]/.exec(rows[0]?.definition ?? "") ?? [];
    expect([...named.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort()).toEqual(
      ends.map(({ name }) => name).sort(),
    );
  });
});
