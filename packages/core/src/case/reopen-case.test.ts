import { type CaseView, caseView, fold } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { listEntries } from "../desk/list-entries.ts";
import { snoozeCase } from "../desk/snooze-case.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { listNotifications } from "../notification/notices.ts";
import { ownNotifier } from "../notification/own-notifier.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestCore,
  TestClock,
  type TestCore,
  type TestDatabase,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { changeStatus } from "./change-status.ts";
import { getCase } from "./get-case.ts";
import { openCase } from "./open-case.ts";
import { readTimeline } from "./read-timeline.ts";
import { reopenCase } from "./reopen-case.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let stop: TestCore["stop"];
let fatou: Actor;
let karim: Actor;
let agent: Actor;
let oscar: Actor;
let ticket: CaseView;

beforeAll(async () => {
  ({ database, core, stop } = await startTestCore({ now: clock.now }));
}, 60_000);

afterAll(() => stop());

beforeEach(async () => {
  clock.set();
  const organization = await createOrganization(database, { kinds: ["ticket"] });
  fatou = await createMember(database, organization, "customer", { full_name: "Fatou Sow" });
  karim = await createMember(database, organization, "worker", { full_name: "Karim Haddad" });
  agent = await createMember(database, organization, "agent");
  oscar = await createOutsider(database);
  const opened = await openCase(core, fatou, { kind: "ticket", title: "Écran noir" });
  ticket = await acceptCase(core, karim, opened.id);
});

const resolve = () => changeStatus(core, karim, ticket.id, { status: "resolved" });
const reopen = (actor: Actor, reason = "L’écran est de nouveau noir") =>
  reopenCase(core, actor, ticket.id, { reason });
const later = (days: number) => {
  clock.pass(days * 86_400_000);
};
const talk = () => ticket.conversation_id ?? "";

describe("N18.9: what was done and is not is taken up again", () => {
  test("N18.9: by its customer, with whoever had it, and its conversation says why", async () => {
    const done = await resolve();
    expect(done.reopenable_until).toBe(
      new Date(clock.now().getTime() + 7 * 86_400_000).toISOString(),
    );
    later(6);
    const again = await reopen(fatou, "  Il s’éteint toujours ");
    expect(caseView.parse(again)).toEqual(again);
    expect(again).toMatchObject({ status: "in_progress", assignee: { id: karim.id } });
    expect(again).not.toHaveProperty("reopenable_until");
    const { messages } = await openConversation(core, karim, talk());
    expect(messages.at(-1)).toMatchObject({
      text: "Fatou Sow a rouvert le ticket.",
      system: { name: "status", reopened: true, note: "Il s’éteint toujours" },
    });
    const { entries } = await readTimeline(core, fatou, ticket.id);
    expect(entries.at(-1)).toMatchObject({
      subject: "status",
      from: "resolved",
      to: "in_progress",
      note: "Il s’éteint toujours",
      actor: { id: fatou.id },
    });
  });

  test("N18.9: and again, each time it is done", async () => {
    await resolve();
    await reopen(fatou);
    later(30);
    await resolve();
    expect((await reopen(fatou)).status).toBe("in_progress");
  });

  test("P4: an old snapshot with what happened since is the fresh one", async () => {
    await resolve();
    const before = await openConversation(core, fatou, talk());
    await reopen(fatou);
    const { events } = await listEvents(core, fatou, talk(), before.seq);
    const after = await openConversation(core, fatou, talk());
    expect(fold(before, events)).toEqual(after);
  });

  test("N18.9: whoever has it is told, and the desk sees a customer who waits", async () => {
    await resolve();
    await reopen(fatou);
    await expect
      .poll(async () => (await ownNotifier.run(core, fatou.organization_id)).more)
      .toBe(false);
    const [newest] = (await listNotifications(core, karim)).notifications;
    expect(newest).toMatchObject({
      type: "status",
      actor: { id: fatou.id },
      detail: "in_progress",
    });
    const { entries } = await listEntries(core, agent, { view: "all" });
    expect(entries).toMatchObject([{ case: { id: ticket.id }, awaits_answer: true }]);
  });

  test("N18.9: put off or not, the desk sees it anew", async () => {
    await resolve();
    await snoozeCase(core, agent, ticket.id, { until: null });
    await reopen(fatou);
    const { entries } = await listEntries(core, agent, { view: "all" });
    expect(entries).toMatchObject([{ case: { id: ticket.id }, woken: true, snooze: null }]);
  });

  test("N18.9: by an agent nobody is kept waiting", async () => {
    await resolve();
    await reopen(agent);
    const { entries } = await listEntries(core, agent, { view: "all" });
    expect(entries).toMatchObject([{ case: { id: ticket.id }, awaits_answer: false }]);
  });

  test("N18.9: what is under way is not taken up, and answers alike", async () => {
    await resolve();
    const first = await reopen(fatou);
    expect(await reopen(fatou)).toEqual(first);
    const { entries } = await readTimeline(core, fatou, ticket.id);
    expect(entries.filter(({ from }) => from === "resolved")).toHaveLength(1);
  });

  test("N18.9: a customer who comes by a link does so as well", async () => {
    const guest = await openCase(core, agent, {
      kind: "ticket",
      title: "Imprimante muette",
      guest: { full_name: "Paul Mercier" },
    });
    await acceptCase(core, karim, guest.id);
    await changeStatus(core, karim, guest.id, { status: "resolved" });
    const { path } = await shareLink(core, karim, guest.conversation_id ?? "");
    const { access_token } = await openLink(core, { token: path.split("/").at(-1) ?? "" });
    const paul = core.accessTokens.verify(access_token).actor;
    expect(await codeOf(reopen(paul))).toBe("not_found");
    const again = await reopenCase(core, paul, guest.id, { reason: "Toujours muette" });
    expect(again.status).toBe("in_progress");
  });
});

describe("N18.9: nobody takes up again", () => {
  test("N18.9: what was done too long ago, or is closed for good", async () => {
    await resolve();
    later(8);
    expect(await codeOf(reopen(fatou))).toBe("reopening_over");
    expect(await codeOf(reopen(agent))).toBe("reopening_over");
    await changeStatus(core, karim, ticket.id, { status: "closed" });
    later(-8);
    expect(await codeOf(reopen(fatou))).toBe("reopening_over");
    expect((await getCase(core, fatou, ticket.id)).status).toBe("closed");
  });

  test("N18.9: without a reason", async () => {
    await resolve();
    expect(await refusalOf(reopen(fatou, "  "))).toMatchObject({
      code: "text_empty",
      details: { fields: { reason: expect.anything() } },
    });
    expect((await getCase(core, fatou, ticket.id)).status).toBe("resolved");
  });

  test("N18.9: what is not theirs", async () => {
    await resolve();
    const stranger = await createMember(database, fatou.organization_id, "customer");
    const colleague = await createMember(database, fatou.organization_id, "worker");
    const manager = await createMember(database, fatou.organization_id, "manager");
    for (const one of [stranger, colleague, manager]) {
      expect(await codeOf(reopen(one))).toBe("forbidden");
    }
    expect(await codeOf(reopen(oscar))).toBe("not_found");
    expect((await getCase(core, fatou, ticket.id)).status).toBe("resolved");
  });

  test("N18.9: what waits for somebody, nor what a kind never takes up", async () => {
    const waiting = await openCase(core, fatou, { kind: "ticket", title: "Souris" });
    const early = reopenCase(core, fatou, waiting.id, { reason: "Toujours rien" });
    expect(await codeOf(early)).toBe("transition_not_allowed");
    const organization = await createOrganization(database);
    const awa = await createMember(database, organization, "customer");
    const panne = await openCase(core, awa, { kind: "request", title: "Panne" });
    const never = reopenCase(core, awa, panne.id, { reason: "Toujours en panne" });
    expect(await codeOf(never)).toBe("transition_not_allowed");
  });
});
