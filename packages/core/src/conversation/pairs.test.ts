import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { kinds } from "../kinds/registry.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { messageSubjects } from "./message-subjects.ts";
import { findPair, openPair } from "./open-pair.ts";
import { pairHeads } from "./pair-heads.ts";

let database: TestDatabase;
let core: Core;
let cast: Record<"awa" | "paul" | "ibrahim" | "office" | "outsider", Actor>;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  const all = kinds.all().map(({ name }) => name);
  const garage = await createOrganization(database, { kinds: all });
  const outside = await createOrganization(database, { kinds: all });
  cast = {
    awa: await createMember(database, garage, "customer", { full_name: "Awa Traoré" }),
    paul: await createMember(database, garage, "customer", { full_name: "Paul Mercier" }),
    ibrahim: await createMember(database, garage, "worker", { full_name: "Ibrahim Koné" }),
    office: await createMember(database, garage, "admin", { full_name: "Mariam Sidibé" }),
    outsider: await createMember(database, outside, "worker", { full_name: "Oscar Intrus" }),
  };
});

const pairOf = (actor: Actor, other: Actor) => openPair(core, actor, "contact", other.id);
const say = (actor: Actor, conversation_id: string, text: string, about?: string) =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId(), about });
const appointment = () =>
  openCase(core, cast.awa, {
    kind: "appointment",
    title: "Vidange",
    fields: { starts_at: "2027-01-15T09:00:00.000Z" },
    assignee_id: cast.ibrahim.id,
  });

test("two people have one conversation, whoever opens it and however often at once", async () => {
  const { awa, ibrahim } = cast;
  expect((await findPair(core, awa, "contact", ibrahim.id)).conversation_id).toBeNull();
  const opened = await Promise.all([
    ...[1, 2, 3].map(() => pairOf(awa, ibrahim)),
    ...[1, 2, 3].map(() => pairOf(ibrahim, awa)),
  ]);
  expect(new Set(opened.map(({ conversation_id }) => conversation_id)).size).toBe(1);
  const [first] = opened;
  const found = await findPair(core, ibrahim, "contact", awa.id);
  expect(found).toMatchObject({
    conversation_id: first?.conversation_id,
    other: { id: awa.id, full_name: "Awa Traoré", role: "customer" },
  });
});

test("the office writes to a customer in a conversation of its own", async () => {
  const { awa, ibrahim, office } = cast;
  const theirs = await pairOf(awa, ibrahim);
  const own = await pairOf(office, awa);
  expect(own.conversation_id).not.toBe(theirs.conversation_id);
  expect((await pairOf(awa, office)).conversation_id).toBe(own.conversation_id);
});

test("who has nothing to do with the other is refused, and nobody elsewhere exists (P5)", async () => {
  const { awa, paul, ibrahim, outsider } = cast;
  expect(await codeOf(pairOf(awa, paul))).toBe("forbidden");
  expect(await codeOf(pairOf(awa, awa))).toBe("forbidden");
  expect(await codeOf(pairOf(awa, outsider))).toBe("not_found");
  expect(await codeOf(pairOf(outsider, awa))).toBe("not_found");
  expect(await codeOf(openPair(core, awa, "contact", newId()))).toBe("not_found");
  expect((await pairHeads(core, ibrahim, "contact", 10)).heads).toEqual([]);
});

test("a message is about a case of its own conversation, and says so to who reads the journal", async () => {
  const { awa, paul, ibrahim, outsider } = cast;
  const booked = await appointment();
  const thread = booked.conversation_id ?? "";
  expect((await pairOf(awa, ibrahim)).conversation_id).toBe(thread);
  const sent = await say(awa, thread, "Faut-il laisser la clé ?", booked.id);
  const other = await say(ibrahim, thread, "Oui");
  const all = { from: 1, to: other.number };
  const subjects = await messageSubjects(core, ibrahim, thread, all);
  expect([...subjects]).toEqual([[sent.number, booked.id]]);
  const { rows } = await database.owner.query<{ about: string }>(
    "select data ->> 'about' as about from event where stream_id = $1 and seq = $2",
    [thread, sent.seq],
  );
  expect(rows).toEqual([{ about: booked.id }]);

  const elsewhere = await openCase(core, paul, {
    kind: "appointment",
    title: "Freins",
    fields: { starts_at: "2027-01-16T09:00:00.000Z" },
    assignee_id: ibrahim.id,
  });
  for (const wrong of [elsewhere.id, newId()]) {
    const refusal = await refusalOf(say(awa, thread, "Et celui-ci", wrong));
    expect(refusal).toMatchObject({
      code: "invalid_body",
      details: { fields: { about: expect.anything() } },
    });
  }
  expect(await codeOf(messageSubjects(core, paul, thread, all))).toBe("forbidden");
  expect(await codeOf(messageSubjects(core, outsider, thread, all))).toBe("not_found");
});

test("what a deleted message was about stays, its words do not", async () => {
  const { awa } = cast;
  const booked = await appointment();
  const thread = booked.conversation_id ?? "";
  const sent = await say(awa, thread, "Secret", booked.id);
  await deleteMessage(core, awa, { conversation_id: thread, number: sent.number });
  const { rows } = await database.owner.query<{ data: string }>(
    "select data::text as data from event where stream_id = $1 and seq = $2",
    [thread, sent.seq],
  );
  expect(rows[0]?.data).not.toContain("Secret");
});

test("where the conversations of a person stand: the newest first, with what is unread in each", async () => {
  const { awa, paul, ibrahim } = cast;
  const first = await pairOf(awa, ibrahim);
  const second = await pairOf(paul, ibrahim);
  const one = await say(awa, first.conversation_id, "Bonjour");
  await say(paul, second.conversation_id, "Bonsoir");
  const two = await say(ibrahim, first.conversation_id, "Je vous écoute");
  await advanceReceipt(core, ibrahim, { conversation_id: first.conversation_id, read: 1 });
  const { revision, heads } = await pairHeads(core, ibrahim, "contact", 10);
  expect(revision).toBeGreaterThan(0);
  expect(heads.map(({ conversation_id }) => conversation_id)).toEqual([
    first.conversation_id,
    second.conversation_id,
  ]);
  expect(heads[0]).toMatchObject({
    customer_id: awa.id,
    worker_id: ibrahim.id,
    read: { [awa.id]: expect.any(Number), [ibrahim.id]: expect.any(Number) },
  });
  expect(heads[0]?.unread.map(({ id }) => id)).toContain(two.id);
  expect(heads[0]?.seq).toBeGreaterThan(one.seq);
  expect((await pairHeads(core, ibrahim, "contact", 1)).heads).toHaveLength(1);
  expect((await pairHeads(core, awa, "contact", 10)).heads).toHaveLength(1);
});
