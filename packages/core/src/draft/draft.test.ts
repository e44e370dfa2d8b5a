import type { Draft } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { listDrafts } from "./list-drafts.ts";
import { saveDraft } from "./save-draft.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const keep = (actor: Actor, text: string, reply_to: number | null = null) =>
  saveDraft(core, actor, { conversation_id: room.id, text, reply_to, base: null });
const clear = (actor: Actor, base: number | null) =>
  saveDraft(core, actor, { conversation_id: room.id, text: "", reply_to: null, base });
const revisionOf = ({ kept }: { kept: Draft | null }) => kept?.revision ?? 0;

describe("A draft", () => {
  test("N15.2 is kept as it stands in the field, with what it answers, and replaced by the next", async () => {
    await keep(room.customer, "  Je suis au ");
    const { kept } = await keep(room.customer, "Je suis au rond-\r\npoint ", 1);
    const expected = { conversation_id: room.id, text: "Je suis au rond-\npoint ", reply_to: 1 };
    expect(kept).toMatchObject(expected);
    expect(await listDrafts(core, room.customer)).toEqual([kept]);
    expect((await keep(room.customer, "", 1)).kept).toMatchObject({ text: "", reply_to: 1 });
    expect((await keep(room.customer, "   ")).kept?.text).toBe("   ");
  });

  test("N15.3 that arrives last is the newest, whoever meets at it", async () => {
    const saved = await Promise.all(
      Array.from({ length: 12 }, (_, index) => keep(room.customer, `Brouillon ${index}`)),
    );
    const newest = saved.toSorted((one, other) => revisionOf(other) - revisionOf(one))[0];
    expect(new Set(saved.map(revisionOf)).size).toBe(12);
    expect(await listDrafts(core, room.customer)).toEqual([newest?.kept]);
  });

  test("N15.4 is cleared by a device that knew it, and by no other", async () => {
    const first = revisionOf(await keep(room.customer, "Du téléphone"));
    const second = await keep(room.customer, "De l’ordinateur");
    expect(await clear(room.customer, first)).toEqual({ kept: null, newer: second.kept });
    expect(await clear(room.customer, null)).toEqual({ kept: null, newer: second.kept });
    const { kept } = await clear(room.customer, revisionOf(second));
    expect(kept).toMatchObject({ text: "", reply_to: null });
    expect(kept?.revision).toBeGreaterThan(revisionOf(second));
    expect(await listDrafts(core, room.customer)).toEqual([]);
    expect(await clear(room.customer, kept?.revision ?? 0)).toEqual({ kept: null, newer: null });
  });

  test("N15.5 is nobody else's: not the other's, not an admin's, not in the journal nor in a state", async () => {
    const secret = "Un mot que personne ne lit";
    const admin = await createMember(database, room.organization_id, "admin");
    await keep(room.customer, secret);
    for (const other of [room.worker, admin]) {
      expect(await listDrafts(core, other)).toEqual([]);
      const state = await openConversation(core, other, room.id);
      const events = await listEvents(core, other, room.id, 0);
      expect(JSON.stringify([state, events])).not.toContain(secret);
    }
    const elsewhere = await createConversation(core, database);
    const liar = { ...room.customer, organization_id: elsewhere.organization_id };
    expect(await listDrafts(core, liar)).toEqual([]);
    await keep(room.worker, "Le mien");
    expect((await listDrafts(core, room.customer)).map(({ text }) => text)).toEqual([secret]);
  });

  test("N15.5 is kept where one may write only", async () => {
    const stranger = await createMember(database, room.organization_id, "worker");
    const admin = await createMember(database, room.organization_id, "admin");
    const { customer: outsider } = await createConversation(core, database);
    expect(await codeOf(keep(stranger, "?"))).toBe("forbidden");
    expect(await codeOf(keep(admin, "?"))).toBe("forbidden");
    expect(await codeOf(keep(outsider, "?"))).toBe("not_found");
    const kept = await keep(room.customer, "Trop tard");
    await changeStatus(core, room.customer, room.case.id, { status: "cancelled" });
    expect(await codeOf(keep(room.customer, "Encore"))).toBe("conversation_closed");
    expect((await clear(room.customer, revisionOf(kept))).kept?.text).toBe("");
  });

  test.each([
    ["text_forbidden_character", "\u202eEnvers"],
    ["text_forbidden_character", "Nul\u0000"],
    ["text_too_long", "é".repeat(20_000)],
  ])("that is %s is refused, and nothing is kept", async (code, text) => {
    const refusal = await refusalOf(keep(room.customer, text));
    expect(refusal.code).toBe(code);
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["text"]);
    expect(await listDrafts(core, room.customer)).toEqual([]);
  });
});
