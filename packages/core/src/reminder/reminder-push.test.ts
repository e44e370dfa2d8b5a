import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { changePreferences } from "../notification/preferences.ts";
import type { PushMeans } from "../push/means.ts";
import { registerPush } from "../push/register-push.ts";
import { sendDue } from "../push/send-due.ts";
import {
  createMember,
  createOrganization,
  startTestCore,
  type TestCore,
  type TestDatabase,
} from "../testing/index.ts";
import { tellReminders } from "./reminder-keeper.ts";

const starts_at = "2026-12-09T15:00:00.000Z";
const dayBefore = new Date("2026-12-08T15:00:00Z");
const hourBefore = new Date("2026-12-09T14:00:00Z");
const away = { isLooking: () => false, isReachable: () => false };

/** What reached a device: by its endpoint, in words. */
const shown: { endpoint: string; title: string; body: string; ttl: number }[] = [];
let answer: Awaited<ReturnType<PushMeans["send"]>>;
const push: PushMeans = {
  publicKey: "key",
  allowed: new Set(),
  send: async ({ endpoint }, { type, title, body }, { ttl }) => {
    if (answer.outcome === "sent" && type === "reminder")
      shown.push({ endpoint, title, body, ttl });
    return answer;
  },
};

let now: Date;
let database: TestDatabase;
let core: Core;
let stop: TestCore["stop"];
let awa: Actor;
let garage: Actor;
let appointment: string;
let conversation: string;

beforeAll(async () => {
  ({ database, core, stop } = await startTestCore({ push, now: () => now }));
}, 60_000);
afterAll(() => stop());
beforeEach(async () => {
  now = new Date("2026-12-07T08:00:00Z");
  shown.length = 0;
  answer = { outcome: "sent" };
  const organization = await createOrganization(database, { kinds: ["appointment", "contact"] });
  awa = await createMember(database, organization, "customer");
  garage = await createMember(database, organization, "worker");
  const { id } = await openCase(core, awa, {
    kind: "appointment",
    title: "Vidange",
    assignee_id: garage.id,
    fields: { starts_at },
  });
  const confirmed = await changeStatus(core, garage, id, { status: "confirmed" });
  appointment = id;
  conversation = confirmed.conversation_id ?? "";
});

async function device(actor: Actor, language: "fr" | "en" = "fr"): Promise<string> {
  const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;
  await registerPush(core, actor, {
    platform: "web",
    token: endpoint,
    endpoint,
    keys: { p256dh: "key", auth: "secret" },
    preferences: {},
    language,
    user_agent: null,
  });
  return endpoint;
}

/** Somebody with a customer's link. */
async function visitor(by: Actor, conversationId: string): Promise<Actor> {
  const { path } = await shareLink(core, by, conversationId);
  const { access_token } = await openLink(core, { token: path.split("/").at(-1) ?? "" });
  return core.accessTokens.verify(access_token).actor;
}

const write = (at: Date) => {
  now = at;
  return tellReminders(core, awa.organization_id);
};
const send = (attention = away) =>
  sendDue(core, push, awa.organization_id, attention, new AbortController().signal);
const waiting = async () =>
  (
    await database.owner.query(
      "select from push_delivery where organization_id = $1 and type = 'reminder'",
      [awa.organization_id],
    )
  ).rowCount;

test("N28.6 N29.1: a device says the hour by the clock of the organization, in its own language, and nobody else's does", async () => {
  await database.owner.query("update organization set time_zone = 'Africa/Lagos' where id = $1", [
    awa.organization_id,
  ]);
  const phone = await device(awa);
  const english = await device(awa, "en");
  const oscar = await createMember(database, awa.organization_id, "customer");
  for (const other of [garage, oscar]) await device(other);
  await write(dayBefore);
  await send();
  expect(shown.toSorted((a, b) => b.body.localeCompare(a.body))).toMatchObject([
    { endpoint: english, title: "Reminder: Vidange", body: "Wednesday 9 December at 16:00" },
    { endpoint: phone, title: "Rappel\u202f: Vidange", body: "Mercredi 9 décembre à 16:00" },
  ]);
});

test("N28.6: also where its person looks at the conversation, which does not say it", async () => {
  await device(awa);
  await write(dayBefore);
  await send({ ...away, isLooking: () => true });
  expect(shown).toHaveLength(1);
});

test("N28.6: not of what was cancelled, moved, or is unwanted since it was noted", async () => {
  await device(awa);
  await write(dayBefore);
  await updateCase(core, garage, appointment, { fields: { starts_at: "2026-12-11T15:00:00Z" } });
  await send();
  await write(new Date("2026-12-10T15:00:00Z"));
  await changeStatus(core, awa, appointment, { status: "cancelled" });
  await send();
  expect(shown).toEqual([]);
  expect(await waiting()).toBe(0);
  const { id } = await openCase(core, awa, {
    kind: "appointment",
    title: "Pneus",
    assignee_id: garage.id,
    fields: { starts_at: "2026-12-20T15:00:00Z" },
  });
  await changeStatus(core, garage, id, { status: "confirmed" });
  await write(new Date("2026-12-19T15:00:00Z"));
  expect(await waiting()).toBe(1);
  await changePreferences(core, awa, { preferences: [{ type: "reminder", wanted: false }] });
  await send();
  expect(shown).toEqual([]);
});

test("N28.6: a service keeps it no longer than until the hour, and what could not be sent by then is not sent", async () => {
  await device(awa);
  await write(hourBefore);
  answer = { outcome: "later", afterMs: null };
  await send();
  now = new Date(hourBefore.getTime() + 15 * 60_000);
  answer = { outcome: "sent" };
  await send();
  expect(shown).toMatchObject([{ ttl: 45 * 60 }]);
  await database.owner.query("update service_case set reminder_at = $1 where id = $2", [
    now,
    appointment,
  ]);
  await write(now);
  now = new Date(starts_at);
  await send();
  expect(shown).toHaveLength(1);
  expect(await waiting()).toBe(0);
});

test("P5 N28.6: a guest is reminded on their device while their link holds, and only of what is in their conversation", async () => {
  const phone = await device(await visitor(garage, conversation));
  const other = await createMember(database, awa.organization_id, "worker");
  const elsewhere = await openCase(core, awa, {
    kind: "appointment",
    title: "Freins",
    assignee_id: other.id,
    fields: { starts_at: "2026-12-24T15:00:00Z" },
  });
  // The link of the same customer to somebody else: its conversation is all that exists there.
  await device(await visitor(other, elsewhere.conversation_id ?? ""));
  await write(dayBefore);
  await send();
  expect(shown).toMatchObject([{ endpoint: phone }]);
  await write(hourBefore);
  expect(await waiting()).toBe(1);
  await shareLink(core, garage, conversation, { renew: true });
  await send();
  expect(shown).toHaveLength(1);
});
