import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changePreferences, readPreferences } from "../notification/preferences.ts";
import { takeDue } from "./due-deliveries.ts";
import { pushQueue } from "./push-consumer.ts";
import { changePush, removePush } from "./change-push.ts";
import { type RegisterPush, registerPush } from "./register-push.ts";

let database: TestDatabase;
let core: Core;
let nadia: Actor;
let karim: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const organization = await createOrganization(database);
  nadia = await createMember(database, organization, "agent");
  karim = await createMember(database, organization, "agent");
  oscar = await createOutsider(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const device = (more: Partial<RegisterPush> = {}): RegisterPush => ({
  platform: "web",
  token: "a-token-of-a-device",
  endpoint: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`,
  keys: { p256dh: "the-public-key", auth: "the-secret" },
  preferences: { system_alerts: false },
  language: "fr",
  user_agent: null,
  ...more,
});

describe("A device that is told things", () => {
  test("C8.1: is one subscription, whoever signs in there, and keeps what its person wants", async () => {
    const given = device();
    const first = await registerPush(core, nadia, given);
    expect(first).toMatchObject({
      member_id: nadia.id,
      enabled: true,
      preferences: { new_messages: true, system_alerts: false },
    });
    const again = await registerPush(core, karim, { ...given, preferences: {} });
    expect(again).toMatchObject({ id: first.id, member_id: karim.id });
    const quiet = await changePush(core, karim, first.id, { new_messages: false });
    expect(quiet.preferences).toMatchObject({ new_messages: false, claim_updates: true });
    expect(await changePush(core, karim, first.id, {})).toEqual(quiet);
  });

  test("N29.2: what one is told is one choice, in the words of either API", async () => {
    const { id } = await registerPush(core, karim, device({ preferences: { new_messages: true } }));
    await changePush(core, karim, id, { new_messages: false, claim_updates: true });
    const wanted = async () =>
      (await readPreferences(core, karim)).preferences
        .filter((one) => one.wanted)
        .map(({ type }) => type);
    expect(await wanted()).toEqual([
      "assigned",
      "status",
      "rating",
      "warranty",
      "reminder",
      "webhook",
    ]);
    await changePreferences(core, karim, {
      preferences: [
        { type: "mention", wanted: true },
        { type: "status", wanted: false },
      ],
    });
    const { preferences } = await changePush(core, karim, id, {});
    expect(preferences).toMatchObject({ new_messages: true, claim_updates: false });
    expect((await registerPush(core, karim, device({ preferences: {} }))).preferences).toEqual(
      preferences,
    );
  });

  test("P5: is unknown to everybody else", async () => {
    const { id } = await registerPush(core, nadia, device());
    for (const other of [karim, oscar]) {
      expect(await codeOf(changePush(core, other, id, { enabled: false }))).toBe("not_found");
      expect(await codeOf(removePush(core, other, id))).toBe("not_found");
    }
    expect((await changePush(core, nadia, id, {})).enabled).toBe(true);
  });

  test("N29.1: a guest's is told nothing more once their link has ended by itself", async () => {
    const room = await createConversation(core, database);
    const { path } = await shareLink(core, room.worker, room.id);
    const { access_token } = await openLink(core, { token: path.split("/").at(-1) ?? "" });
    await registerPush(core, core.accessTokens.verify(access_token).actor, device());
    const say = () =>
      sendMessage(core, room.worker, {
        conversation_id: room.id,
        text: "Encore un mot",
        client_id: newId(),
      });
    const told = async () => {
      for (let more = true; more; ) ({ more } = await pushQueue.run(core, room.organization_id));
      const due = await takeDue(core, room.organization_id);
      return due.filter(({ type }) => type === "message");
    };
    await say();
    expect(await told()).toMatchObject([{ guest: true, settled: false }]);
    await database.owner.query(
      "update guest_link set expires_at = now() - interval '1 minute' where conversation_id = $1",
      [room.id],
    );
    await database.owner.query("update push_delivery set due_at = now() - interval '1 minute'");
    await say();
    expect(await told()).toMatchObject([{ guest: true, settled: true }]);
  });

  test("is written to through known push services only", async () => {
    for (const endpoint of [
      "http://fcm.googleapis.com/fcm/send/1",
      "https://fcm.googleapis.com.example.org/1",
      "https://127.0.0.1/1",
      "https://fcm.googleapis.com:8443/1",
      "https://me:secret@fcm.googleapis.com/1",
      "https://push.apple.com.example.org/1",
      "nowhere",
    ]) {
      const refusal = await refusalOf(registerPush(core, nadia, device({ endpoint })));
      expect(Object.keys(refusal.details.fields ?? {})).toEqual(["endpoint"]);
    }
  });

  test("leaves neither its token nor its keys readable in the database", async () => {
    await registerPush(core, nadia, device());
    const { rows } = await database.owner.query<{ text: string }>(
      "select encode(sealed, 'escape') || coalesce(endpoint, '') as text from push_subscription",
    );
    for (const { text } of rows) {
      for (const secret of ["a-token-of-a-device", "the-secret"])
        expect(text).not.toContain(secret);
    }
  });
});
