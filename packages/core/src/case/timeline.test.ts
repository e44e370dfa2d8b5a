import { foldTimeline, timelinePage, type TimelineState } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { assignCase } from "./assign-case.ts";
import { changeStatus } from "./change-status.ts";
import { findCases } from "./find-cases.ts";
import { getCase } from "./get-case.ts";
import { casesSince, listCases } from "./list-cases.ts";
import { noteCase } from "./note-case.ts";
import { openCase } from "./open-case.ts";
import { readTimeline } from "./read-timeline.ts";
import { updateCase } from "./update-case.ts";

let database: TestDatabase;
let core: Core;
let awa: Actor;
let moussa: Actor;
let seydou: Actor;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const organization = await createOrganization(database);
  awa = await createMember(database, organization, "customer");
  moussa = await createMember(database, organization, "worker");
  seydou = await createMember(database, organization, "worker", { full_name: "Seydou Coulibaly" });
  claire = await createMember(database, organization, "admin");
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const open = () => openCase(core, awa, { kind: "request", title: "Batterie à plat" });
const taken = async () => acceptCase(core, moussa, (await open()).id);
const entriesFor = async (actor: Actor, id: string) =>
  (await readTimeline(core, actor, id)).entries;

describe("N19.1: a timeline tells every change: who, when, from, to, why", () => {
  test("N19.1: from the opening on, each change once and in order", async () => {
    const { id, conversation_id } = await taken();
    await changeStatus(core, moussa, id, {
      status: "en_route",
      reason: "Pièce trouvée",
      note: "J’arrive.",
    });
    await assignCase(core, claire, id, { assignee_id: seydou.id, reason: "Moussa est malade" });
    await updateCase(core, claire, id, { priority: "urgent" });
    await noteCase(core, seydou, id, { note: "Portail bleu" });
    const page = await readTimeline(core, awa, id);
    expect(timelinePage.parse(page)).toEqual(page);
    expect(
      page.entries.map(({ actor, subject, from, to, reason, note }) => [
        actor?.full_name,
        subject,
        from,
        to,
        reason,
        note,
      ]),
    ).toEqual([
      ["Awa Traoré", "opened", null, "pending", null, null],
      ["Moussa Keïta", "status", "pending", "accepted", null, null],
      ["Moussa Keïta", "assignee", null, "Moussa Keïta", null, null],
      ["Moussa Keïta", "status", "accepted", "en_route", "Pièce trouvée", "J’arrive."],
      ["Claire Diallo", "assignee", "Moussa Keïta", "Seydou Coulibaly", "Moussa est malade", null],
      ["Claire Diallo", "priority", "normal", "urgent", null, null],
      ["Seydou Coulibaly", "note", null, null, null, "Portail bleu"],
    ]);
    expect(page.entries.map(({ internal }) => internal)).not.toContain(true);
    expect(conversation_id).not.toBeNull();
  });

  test("N19.2: says when the customer was told, in their conversation", async () => {
    const { id } = await taken();
    const entries = await entriesFor(awa, id);
    const [opened, accepted] = entries;
    expect(opened?.told_at).toBeNull();
    expect(accepted?.told_at).toBe(accepted?.at);
    // Nobody could be told of a request that was withdrawn before it had a conversation.
    const withdrawn = await open();
    await changeStatus(core, awa, withdrawn.id, { status: "cancelled" });
    expect((await entriesFor(awa, withdrawn.id)).at(-1)?.told_at).toBeNull();
  });

  test("doing again what is already so says nothing more", async () => {
    const { id } = await taken();
    const before = await entriesFor(claire, id);
    await acceptCase(core, moussa, id);
    await updateCase(core, claire, id, { priority: "normal", tags: [] });
    await assignCase(core, claire, id, { assignee_id: moussa.id });
    expect(await entriesFor(claire, id)).toEqual(before);
  });

  test("a note that says nothing is refused, and one too long", async () => {
    const { id } = await taken();
    expect(await codeOf(noteCase(core, moussa, id, { note: "  " }))).toBe("text_empty");
    expect(await codeOf(noteCase(core, moussa, id, { note: "a".repeat(1_001) }))).toBe(
      "text_too_long",
    );
  });
});

describe("N19.3: what is internal reaches nobody but those who do the work", () => {
  const secret = "zulu-8841";

  test("N19.3: no way that a customer has shows an internal note, a tag, or that there is one", async () => {
    const { id, conversation_id } = await taken();
    if (conversation_id === null) throw new Error("a case that was taken has a conversation");
    const watched = async () =>
      JSON.stringify([
        await readTimeline(core, awa, id),
        await getCase(core, awa, id),
        await listCases(core, awa),
        (await casesSince(core, awa, 0)).changed,
        await findCases(core, awa, {}),
        await findCases(core, awa, { q: secret }),
        await openConversation(core, awa, conversation_id),
        await listEvents(core, awa, conversation_id, 0),
      ]);
    await changeStatus(core, moussa, id, { status: "en_route", note: secret, internal: true });
    const before = await watched();
    expect(before).not.toContain(secret);
    const { revision } = await casesSince(core, awa);
    await updateCase(core, moussa, id, { tags: [secret], note: secret, internal: true });
    await noteCase(core, moussa, id, { note: secret, internal: true });
    const after = await watched();
    expect(after).not.toContain(secret);
    // Not even that something happened: but for the position of the whole organization nothing moved.
    const still = (text: string) => text.replace(/"cases":\[|"revision":\d+,"cases"/g, "");
    expect(still(after)).toBe(still(before));
    expect((await casesSince(core, awa, revision)).changed).toEqual([]);
    // Those who do the work see it.
    for (const actor of [moussa, claire]) {
      const seen = JSON.stringify(await readTimeline(core, actor, id));
      expect(seen.split(secret).length).toBeGreaterThan(4);
      expect((await getCase(core, actor, id)).internal?.tags).toEqual([secret]);
    }
    expect((await casesSince(core, moussa, revision)).changed).toHaveLength(1);
  });

  test("N19.3: a customer writes no internal note", async () => {
    const opened = await open();
    const attempt = changeStatus(core, awa, opened.id, {
      status: "cancelled",
      note: "caché",
      internal: true,
    });
    expect(await codeOf(attempt)).toBe("forbidden");
  });
});

describe("N19.4: old timeline + what came after = fresh timeline (P4)", () => {
  test("N19.4: for everybody, from every position", async () => {
    const { id } = await taken();
    await updateCase(core, moussa, id, { tags: ["batterie"], priority: "high" });
    await changeStatus(core, moussa, id, { status: "en_route", note: "Vite", internal: true });
    await changeStatus(core, moussa, id, { status: "arrived" });
    await noteCase(core, claire, id, { note: "Rappeler demain", internal: true });
    for (const actor of [awa, moussa, claire]) {
      const fresh = await readTimeline(core, actor, id);
      for (const { revision } of fresh.entries) {
        const old: TimelineState = {
          revision,
          entries: fresh.entries.filter((one) => one.revision <= revision),
        };
        const page = await readTimeline(core, actor, id, revision);
        expect(foldTimeline(old, page).entries).toEqual(fresh.entries);
        // A page that comes twice changes nothing.
        expect(foldTimeline(foldTimeline(old, page), page).entries).toEqual(fresh.entries);
      }
    }
  });
});
