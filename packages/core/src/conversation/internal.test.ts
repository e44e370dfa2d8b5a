import {
  type ConversationEvent,
  type ConversationState,
  conversationState,
  fold,
  type HistoryPage,
  limits,
} from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import { startUpload } from "../file/start-upload.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { reactToMessage } from "../message/react-to-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { listCounters } from "../notification/counters.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { sendPosition } from "../position/send-position.ts";
import { startShare } from "../position/start-share.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import { messageReceipts } from "../receipt/message-receipts.ts";
import { listShared } from "../shared/list-shared.ts";
import { searchIndex } from "../search/search-index.ts";
import { searchMessages } from "../search/search-messages.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  createOutsider,
  memoryFiles,
  readyFile,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { addParticipant } from "./add-participant.ts";
import { listEvents } from "./list-events.ts";
import { openConversation } from "./open-conversation.ts";
import { readHistory } from "./read-history.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;
let outsider: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
  outsider = await createOutsider(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
});

const secret = "Client difficile, code tango-4417";
const say = (actor: Actor, text: string) =>
  sendMessage(core, actor, { conversation_id: room.id, text, client_id: newId() });
const note = (actor: Actor, text = secret, attachments?: string[]) =>
  sendMessage(core, actor, {
    conversation_id: room.internal_id,
    text,
    client_id: newId(),
    attachments,
  });
const history = async (actor: Actor, id: string): Promise<HistoryPage> =>
  JSON.parse(await readHistory(core, actor, id)) as HistoryPage;
const eventsOf = async (actor: Actor, id: string, after = 0): Promise<ConversationEvent[]> =>
  (await listEvents(core, actor, id, after)).events;

describe("N20.1: an internal conversation is beside every conversation with a customer", () => {
  test("N20.1: its id is told to whoever does the work, and to no customer", async () => {
    for (const actor of [room.worker, claire]) {
      const state = await openConversation(core, actor, room.id);
      expect(state.internal_id).toBe(room.internal_id);
      expect(conversationState.parse(state)).toEqual(state);
      const internal = await openConversation(core, actor, room.internal_id);
      expect(internal.internal_of).toBe(room.id);
      expect(conversationState.parse(internal)).toEqual(internal);
    }
    const seen = JSON.stringify(await openConversation(core, room.customer, room.id));
    expect(seen).not.toContain(room.internal_id);
    expect(seen).not.toContain("internal");
  });

  test("whoever joins to work joins both; a customer joins one", async () => {
    const nadia = await createMember(database, room.organization_id, "agent");
    const friend = await createMember(database, room.organization_id, "customer");
    for (const person of [nadia, friend, nadia]) {
      await change(core, room.organization_id, (given) =>
        addParticipant(
          core.kinds,
          given,
          { ...room, case_kind: "request" },
          person,
          room.worker.id,
        ),
      );
    }
    const ids = (state: ConversationState) => state.participants.map(({ id }) => id);
    const outer = await openConversation(core, nadia, room.id);
    const inner = await openConversation(core, nadia, room.internal_id);
    expect(ids(outer)).toEqual([nadia.id, room.customer.id, room.worker.id, friend.id]);
    expect(ids(inner)).toEqual([nadia.id, room.worker.id]);
  });

  test("P5: the database lets no customer into it", async () => {
    const { organization_id, internal_id, customer } = room;
    const forced = database.owner.query(
      `insert into participant (conversation_id, member_id, organization_id, joined_at) values ($1, $2, $3, now())`,
      [internal_id, customer.id, organization_id],
    );
    await expect(forced).rejects.toMatchObject({ code: "42501" });
  });
});

describe("N20.2: to a customer it does not exist", () => {
  const calls: Record<string, (actor: Actor, id: string) => Promise<unknown>> = {
    open: (actor, id) => openConversation(core, actor, id),
    history: (actor, id) => readHistory(core, actor, id),
    events: (actor, id) => listEvents(core, actor, id, 0),
    send: (actor, id) =>
      sendMessage(core, actor, { conversation_id: id, text: "Bonjour", client_id: newId() }),
    edit: (actor, id) =>
      editMessage(core, actor, { conversation_id: id, number: 1, text: "Bonjour" }),
    delete: (actor, id) => deleteMessage(core, actor, { conversation_id: id, number: 1 }),
    react: (actor, id) =>
      reactToMessage(core, actor, { conversation_id: id, number: 1, emoji: "👍" }),
    receipt: (actor, id) => advanceReceipt(core, actor, { conversation_id: id, read: 1 }),
    search: (actor, id) => searchMessages(core, actor, { text: "tango", conversation_id: id }),
    files: (actor, id) => listShared(core, actor, { conversation_id: id, category: "file" }),
    readers: (actor, id) => messageReceipts(core, actor, id, 1),
    upload: (actor, id) =>
      startUpload(core, actor, { conversation_id: id, name: "photo.jpg", bytes: 10 }),
    position: (actor, id) =>
      sendPosition(core, actor, {
        conversation_id: id,
        latitude: 12,
        longitude: -8,
        accuracy_m: 10,
        client_id: null,
      }),
    share: (actor, id) => startShare(core, actor, { conversation_id: id, until: "1_hour" }),
  };

  test.each(Object.entries(calls))("%s: not found", async (_, call) => {
    await note(room.worker);
    const unknown = await refusalOf(call(room.customer, newId()));
    const internal = await refusalOf(call(room.customer, room.internal_id));
    expect(internal).toMatchObject({ code: "not_found" });
    // Nothing tells an internal conversation from one that nobody has.
    expect(internal).toEqual(unknown);
    expect(await refusalOf(call(outsider, room.internal_id))).toMatchObject({ code: "not_found" });
    const stranger = await createMember(database, room.organization_id, "worker");
    expect(await refusalOf(call(stranger, room.internal_id))).toMatchObject({ code: "forbidden" });
  });

  test("N20.2, P2: what is written there moves no number, position or counter of the other", async () => {
    await say(room.customer, "Bonjour");
    const before = await openConversation(core, room.customer, room.id);
    await note(room.worker);
    await note(room.worker, "", [await readyFile(core, room.worker, room.internal_id)]);
    await advanceReceipt(core, room.worker, { conversation_id: room.internal_id, read: 2 });
    await reactToMessage(core, room.worker, {
      conversation_id: room.internal_id,
      number: 1,
      emoji: "👍",
    });
    expect(await openConversation(core, room.customer, room.id)).toEqual(before);
    const { number, seq } = await say(room.customer, "Alors ?");
    expect({ number, seq }).toEqual({ number: before.last_number + 1, seq: before.seq + 1 });
    while ((await notificationCounter.run(core, room.organization_id)).more);
    const counted = JSON.stringify(await listCounters(core, room.customer));
    expect(counted).not.toContain("tango");
    expect(counted).not.toContain(room.internal_id);
  });

  test("no search finds it, not even by a beginning or a misspelling", async () => {
    await note(room.worker);
    while ((await searchIndex.run(core, room.organization_id)).more);
    for (const text of ["tango", "tan", "tengo", "4417"]) {
      for (const conversation_id of [undefined, room.id]) {
        const { hits } = await searchMessages(core, room.customer, { text, conversation_id });
        expect(hits).toEqual([]);
      }
    }
  });
});

describe("N20.3: among those who do the work", () => {
  test("an internal message stands after the message that was the newest", async () => {
    await note(room.worker, "avant tout");
    await say(room.customer, "un");
    await say(room.customer, "deux");
    await note(room.worker, "après deux");
    await note(room.worker, "encore après");
    await say(room.customer, "trois");
    await note(room.worker, "après trois");
    const newest = (await openConversation(core, room.worker, room.id)).last_number;
    const { messages } = await openConversation(core, room.worker, room.internal_id);
    const places = messages.map(({ beside }) => beside);
    expect(places).toEqual([newest - 3, newest - 1, newest - 1, newest]);
    // By every way alike.
    expect((await history(room.worker, room.internal_id)).messages).toEqual(messages);
    const sent = (await eventsOf(room.worker, room.internal_id)).flatMap((event) =>
      event.type === "message.sent" ? [event.data.beside] : [],
    );
    expect(sent).toEqual(places);
  });

  test("N20.3: places never fall, however many write at once", async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        index % 3 === 0 ? note(room.worker, `note ${index}`) : say(room.customer, `${index}`),
      ),
    );
    const { messages } = await history(room.worker, room.internal_id);
    const places = messages.map(({ beside }) => beside ?? -1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  test("a resend is the same message", async () => {
    const message = { conversation_id: room.internal_id, text: secret, client_id: newId() };
    const [first, second] = await Promise.all([
      sendMessage(core, room.worker, message),
      sendMessage(core, room.worker, message),
    ]);
    expect(second).toEqual(first);
    expect((await history(room.worker, room.internal_id)).messages).toHaveLength(1);
  });

  test("a position has its place too; nobody is followed there", async () => {
    await say(room.customer, "Où êtes-vous ?");
    const measure = { latitude: 12.6, longitude: -8, accuracy_m: 10, client_id: null };
    await sendPosition(core, room.worker, { conversation_id: room.internal_id, ...measure });
    const { last_number } = await openConversation(core, room.worker, room.id);
    const { messages } = await openConversation(core, room.worker, room.internal_id);
    expect(messages.map(({ beside }) => beside)).toEqual([last_number]);
    const share = { conversation_id: room.internal_id, until: "1_hour" } as const;
    expect(await refusalOf(startShare(core, room.worker, share))).toMatchObject({
      code: "forbidden",
    });
  });

  test("a search finds it at the place where it stands", async () => {
    await say(room.customer, "Bonjour");
    await note(room.worker);
    while ((await searchIndex.run(core, room.organization_id)).more);
    const { last_number } = await openConversation(core, room.worker, room.id);
    for (const conversation_id of [undefined, room.id]) {
      const { hits } = await searchMessages(core, room.worker, { text: "tango", conversation_id });
      expect(hits).toMatchObject([
        { conversation_id: room.id, number: last_number, internal: true, text: secret },
      ]);
    }
  });

  test("a counter says which conversation it is beside", async () => {
    const nadia = await createMember(database, room.organization_id, "agent");
    await change(core, room.organization_id, (given) =>
      addParticipant(core.kinds, given, { ...room, case_kind: "request" }, nadia, room.worker.id),
    );
    await note(room.worker);
    while ((await notificationCounter.run(core, room.organization_id)).more);
    expect(await listCounters(core, nadia)).toContainEqual(
      expect.objectContaining({
        conversation_id: room.internal_id,
        internal_of: room.id,
        unread: 1,
      }),
    );
  });

  test("it stays open when the conversation with the customer closes", async () => {
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    expect(await refusalOf(say(room.worker, "Au revoir"))).toMatchObject({
      code: "conversation_closed",
    });
    expect(await note(room.worker)).toMatchObject({ number: 1 });
  });

  test("an admin who takes no part reads and does not write", async () => {
    await note(room.worker);
    expect((await history(claire, room.internal_id)).messages).toHaveLength(1);
    expect(await refusalOf(note(claire))).toMatchObject({ code: "forbidden" });
  });
});

test("P4: old snapshot + events = fresh snapshot, of an internal conversation", async () => {
  const before = await openConversation(core, room.worker, room.internal_id);
  await say(room.customer, "Bonjour");
  const { number } = await note(room.worker);
  await note(room.worker, "", [await readyFile(core, room.worker, room.internal_id)]);
  await editMessage(core, room.worker, {
    conversation_id: room.internal_id,
    number,
    text: "Client charmant",
  });
  await sendMessage(core, room.worker, {
    conversation_id: room.internal_id,
    text: "Vraiment",
    client_id: newId(),
    reply_to: number,
  });
  await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
  const nadia = await createMember(database, room.organization_id, "agent");
  await change(core, room.organization_id, (given) =>
    addParticipant(core.kinds, given, { ...room, case_kind: "request" }, nadia, room.worker.id),
  );
  await deleteMessage(core, room.worker, { conversation_id: room.internal_id, number });
  const fresh = await openConversation(core, room.worker, room.internal_id);
  const folded = fold(before, await eventsOf(room.worker, room.internal_id, before.seq));
  expect({ ...folded, messages: folded.messages.slice(-limits.pageMessages) }).toEqual(fresh);
  expect(fresh.case.status).toBe("en_route");
});
