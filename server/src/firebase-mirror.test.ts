import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  type Actor,
  advanceReceipt,
  type Core,
  deleteMessage,
  openCase,
  openRoom,
  type RunningConsumers,
  sendMessage,
  startConsumers,
} from "@relais/core";
import {
  createConversation,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "@relais/core/testing";
import { firebaseMirror } from "@relais/dialect-delivery/mirror";
import { FirebaseClient, untilValue } from "@relais/dialect-delivery/firebase-client";
import { ref } from "@firebase/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type FirebaseDouble, startFirebaseDouble } from "./testing/doubles/firebase.ts";

let database: TestDatabase;
let core: Core;
let double: FirebaseDouble;
let driver: Actor;
let client: Actor;
let room: string;
let running: RunningConsumers | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  double = await startFirebaseDouble();
  const organization = await createOrganization(database, { kinds: ["delivery", "request"] });
  driver = await createMember(database, organization, "worker", { full_name: "Koffi N’Guessan" });
  client = await createMember(database, organization, "customer");
  const support = await createMember(database, organization, "agent");
  const place = { address: "Cocody", latitude: null, longitude: null };
  const parcel = await openCase(core, support, {
    kind: "delivery",
    title: "Deux cartons",
    fields: { pickup: place, delivery: place },
    customer_id: client.id,
    assignee_id: driver.id,
  });
  room = (await openRoom(core, driver, parcel.id, client.id)).room.conversation_id;
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await double.stop();
});

const mirror = () =>
  firebaseMirror({
    databaseUrl: `${double.url}/?ns=demo`,
    account: double.account,
    origin: "https://relais.example",
    language: "fr",
  });
const say = (text: string, conversation_id = room) =>
  sendMessage(core, driver, { conversation_id, text, client_id: text });

type Nodes = Record<string, { text: string; is_read: boolean; timestamp: string }>;
const messages = (): Nodes => (double.valueAt(`chats/${room}/messages`) ?? {}) as Nodes;
const texts = () =>
  Object.values(messages())
    .toSorted((one, other) => (one.timestamp < other.timestamp ? -1 : 1))
    .map(({ text }) => text);
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe("P6: the mirror in a Firebase database", () => {
  test("L8.1: has the tree as it is here, and a stock client reads it", async () => {
    running = startConsumers(core, [mirror()]);
    const { id } = await say("J'arrive dans 5 minutes");
    const reader = new FirebaseClient(double.url, "any");
    const place = ref(reader.database, `chats/${room}`);
    const snapshot = await untilValue(place, (one) => one.child(`messages/${id}`).exists());
    expect(snapshot.val()).toMatchObject({
      metadata: {
        id: room,
        room_type: "delivery",
        driver_id: driver.id,
        other_user_id: client.id,
        last_message_text: "J'arrive dans 5 minutes",
      },
      messages: { [id]: { id, sender_id: driver.id, message_type: "text", is_read: false } },
    });
    await advanceReceipt(core, client, { conversation_id: room, read: 1 });
    await untilValue(place, (one) => one.child(`messages/${id}/is_read`).val() === true);
    await deleteMessage(core, driver, { conversation_id: room, number: 1 });
    await untilValue(
      place,
      (one) => one.child("metadata/last_message_text").val() !== "J'arrive dans 5 minutes",
    );
    await reader.close();
  }, 30_000);

  test("L8.2: a failing database delays it, loses nothing, and holds up no message", async () => {
    let failures = 0;
    double.refuse = () => {
      failures += 1;
      return failures <= 3 ? 503 : null;
    };
    running = startConsumers(core, [mirror()]);
    for (const text of ["un", "deux", "trois"]) await say(text);
    await until(() => expect(texts()).toEqual(["un", "deux", "trois"]));
    expect(double.refused).toBeGreaterThanOrEqual(3);
  }, 30_000);

  test("L8.3: a server killed between commit and mirror: the next one brings it", async () => {
    const written = ["un", "deux", "trois"];
    const fixture = fileURLToPath(
      new URL("../../packages/core/src/testing/send-and-die.fixture.ts", import.meta.url),
    );
    const job = { target: database.target, sender: driver, conversation_id: room, texts: written };
    await new Promise<void>((resolve) => {
      execFile(process.execPath, [fixture, JSON.stringify(job)], (error) => {
        expect(error?.signal).toBe("SIGKILL");
        resolve();
      });
    });
    expect(double.taken).toEqual([]);
    running = startConsumers(core, [mirror()]);
    await until(() => expect(texts()).toEqual(written));
  }, 30_000);

  test("L8.4: a token that is known no more is renewed", async () => {
    running = startConsumers(core, [mirror()]);
    await say("avant");
    await until(() => expect(texts()).toEqual(["avant"]));
    double.revoke();
    await say("après");
    await until(() => expect(texts()).toEqual(["avant", "après"]));
    expect(double.refused).toBe(1);
  }, 30_000);

  test("L8.5: keeps the 50 newest messages of a room, and nothing of other kinds or of what is internal", async () => {
    const other = await createConversation(core, database, driver.organization_id);
    await sendMessage(core, other.customer, {
      conversation_id: other.id,
      text: "Batterie à plat",
      client_id: null,
    });
    running = startConsumers(core, [mirror()]);
    for (let index = 0; index < 55; index += 1) await say(`${index}`);
    await until(() => {
      expect(texts()).toHaveLength(50);
      expect(texts().at(-1)).toBe("54");
    });
    expect(double.valueAt(`chats/${other.id}`)).toBeNull();
    expect(JSON.stringify(double.valueAt("chats"))).not.toContain("Batterie");
  }, 30_000);

  test("L8.6: a room that is refused for good does not hold up the others", async () => {
    double.refuse = (path) => (path.endsWith(room) ? 400 : null);
    await say("refusé");
    const second = await createMember(database, driver.organization_id, "customer");
    const support = await createMember(database, driver.organization_id, "agent");
    const place = { address: "Plateau", latitude: null, longitude: null };
    const parcel = await openCase(core, support, {
      kind: "delivery",
      title: "Une enveloppe",
      fields: { pickup: place, delivery: place },
      customer_id: second.id,
      assignee_id: driver.id,
    });
    const opened = await openRoom(core, driver, parcel.id, second.id);
    running = startConsumers(core, [mirror()]);
    await say("passé", opened.room.conversation_id);
    const there = () => double.valueAt(`chats/${opened.room.conversation_id}/metadata`);
    await until(() => expect(there()).toMatchObject({ last_message_text: "passé" }));
    expect(double.valueAt(`chats/${room}`)).toBeNull();
  }, 30_000);
});
