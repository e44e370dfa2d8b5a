import type { CaseView } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { endGuidance } from "../guidance/end.ts";
import { findStep } from "../guidance/find-step.ts";
import { instruct } from "../guidance/instruct.ts";
import { startGuidance } from "../guidance/start.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { changeStatus } from "./change-status.ts";
import { countCases } from "./count-cases.ts";
import { getCase } from "./get-case.ts";
import { openCase } from "./open-case.ts";
import { pageCases } from "./page-cases.ts";
import { readProgress } from "./read-progress.ts";
import { reopenCase } from "./reopen-case.ts";

let database: TestDatabase;
let core: Core;
let fatou: Actor;
let karim: Actor;
let oscar: Actor;
let ticket: CaseView;
let here: { conversation_id: string };

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  const organization = await createOrganization(database, { kinds: ["ticket"] });
  fatou = await createMember(database, organization, "customer");
  karim = await createMember(database, organization, "worker");
  const elsewhere = await createOrganization(database, { kinds: ["ticket"] });
  oscar = await createMember(database, elsewhere, "worker");
  const opened = await openCase(core, fatou, { kind: "ticket", title: "Écran noir" });
  ticket = await acceptCase(core, karim, opened.id);
  here = { conversation_id: ticket.conversation_id ?? "" };
});

const progress = async () => (await readProgress(core, karim, [ticket])).get(ticket.id);
const whole = () => ({ from: 0, most: 100 });

describe("How far a case is", () => {
  test("follows its guidance, and when the work was done", async () => {
    expect(await progress()).toEqual({ guidance: null, done_at: null });
    await startGuidance(core, karim, here);
    expect(await progress()).toMatchObject({ guidance: { step: null } });
    await instruct(core, karim, { ...here, text: "Débranchez l’écran", client_id: null });
    expect(await progress()).toMatchObject({ guidance: { step: 1 } });
    await endGuidance(core, karim, { ...here, solved: true, resolve: true });
    const done = await progress();
    expect(done).toEqual({ guidance: null, done_at: expect.any(String) });
    await changeStatus(core, karim, ticket.id, { status: "closed" });
    expect(await progress()).toEqual(done);
  });

  test("begins anew with what is taken up again", async () => {
    const resolve = () => changeStatus(core, karim, ticket.id, { status: "resolved" });
    await resolve();
    const first = (await progress())?.done_at ?? "";
    await reopenCase(core, fatou, ticket.id, { reason: "L’écran est de nouveau noir" });
    expect(await progress()).toEqual({ guidance: null, done_at: null });
    expect((await countCases(core, karim, "ticket")).average_seconds).toBeNull();
    await resolve();
    expect(Date.parse((await progress())?.done_at ?? "")).toBeGreaterThan(Date.parse(first));
  });

  test("ending as resolved is all or nothing", async () => {
    await startGuidance(core, karim, here);
    const admin = await createMember(database, karim.organization_id, "admin");
    await changeStatus(core, admin, ticket.id, { status: "resolved" });
    const again = endGuidance(core, karim, { ...here, solved: true, resolve: true });
    expect(await codeOf(again)).toBe("guidance_inactive");
    const { messages } = await openConversation(core, fatou, here.conversation_id);
    expect(messages.at(-2)?.system).toMatchObject({ name: "guidance", fact: "closed" });
  });

  test("who may not see a case finds no step of it", async () => {
    await startGuidance(core, karim, here);
    const sent = await instruct(core, karim, { ...here, text: "Débranchez", client_id: null });
    expect(await findStep(core, fatou, sent.id)).toMatchObject(here);
    expect(await codeOf(findStep(core, oscar, sent.id))).toBe("not_found");
    const stranger = await createMember(database, karim.organization_id, "worker");
    expect(await codeOf(findStep(core, stranger, sent.id))).toBe("forbidden");
    expect(await readProgress(core, oscar, [ticket])).toEqual(new Map());
  });

  test("a note on a status is told with it", async () => {
    await changeStatus(core, karim, ticket.id, { status: "resolved", note: "Câble remplacé" });
    const { messages } = await openConversation(core, fatou, here.conversation_id);
    expect(messages.at(-1)?.system).toMatchObject({ status: "resolved", note: "Câble remplacé" });
  });

  test("an internal note is not", async () => {
    const why = { note: "Il a insisté", internal: true };
    await changeStatus(core, karim, ticket.id, { status: "resolved", ...why });
    const { messages } = await openConversation(core, fatou, here.conversation_id);
    expect(JSON.stringify(messages)).not.toContain("insisté");
  });
});

describe("Pages and numbers", () => {
  test("are of what the person may see", async () => {
    const waiting = await openCase(core, fatou, {
      kind: "ticket",
      title: "Souris",
      priority: "high",
    });
    const page = await pageCases(core, karim, { kind: "ticket" }, whole);
    expect(page.cases.map(({ id }) => id)).toEqual([waiting.id, ticket.id]);
    const own = await pageCases(core, karim, { kind: "ticket", own: true }, whole);
    expect(own).toMatchObject({ count: 1, cases: [{ id: ticket.id }] });
    const second = await pageCases(core, fatou, { kind: "ticket" }, () => ({ from: 1, most: 1 }));
    expect(second).toMatchObject({ count: 2, cases: [{ id: ticket.id }] });
    const urgent = { kind: "ticket", priority: "high", status: "open" } as const;
    expect((await pageCases(core, karim, urgent, whole)).count).toBe(1);
    expect(await pageCases(core, oscar, { kind: "ticket" }, whole)).toEqual({
      count: 0,
      cases: [],
    });
    const counts = await countCases(core, fatou, "ticket");
    expect(Object.fromEntries(counts.by_status)).toEqual({ open: 1, in_progress: 1 });
    expect(Object.fromEntries(counts.by_priority)).toEqual({ normal: 1, high: 1 });
    expect(counts.average_seconds).toBeNull();
    await changeStatus(core, karim, ticket.id, { status: "resolved" });
    expect((await countCases(core, fatou, "ticket")).average_seconds).toBeGreaterThanOrEqual(0);
    expect((await countCases(core, oscar, "ticket")).by_status.size).toBe(0);
    expect((await getCase(core, fatou, ticket.id)).status).toBe("resolved");
  });
});
