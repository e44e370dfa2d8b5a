import { foldTimeline, type TimelineEntry, timelinePage } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { confirmStep } from "./confirm.ts";
import { endGuidance } from "./end.ts";
import { guidanceRecord } from "./guidance-record.ts";
import { leaveGuidance } from "./leave.ts";
import { startGuidance } from "./start.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let now = new Date();

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: () => now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  now = new Date("2026-11-20T09:00:00Z");
  room = await createConversation(core, database);
});

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const react = async (organization = room.organization_id) => {
  while ((await guidanceRecord.run(core, organization)).more);
};
const told = async (actor: Actor, caseId = room.case.id): Promise<TimelineEntry[]> =>
  (await readTimeline(core, actor, caseId)).entries.filter(({ subject }) => subject === "guidance");

async function give(result: "done" | "failed", guided: Actor = room.customer): Promise<void> {
  const here = { conversation_id: room.id };
  await sendMessage(core, room.worker, { ...here, text: "Ouvrez", client_id: newId() });
  const step = (await openConversation(core, guided, room.id)).guidance?.steps.at(-1);
  if (step === undefined) throw new Error("no step was given");
  await confirmStep(core, guided, { ...here, step_id: step.id, result });
}

const guest = async () =>
  core.accessTokens.verify(
    (
      await openLink(core, {
        token: (await shareLink(core, room.worker, room.id)).path.split("/").at(-1) ?? "",
      })
    ).access_token,
  ).actor;

describe("N26.7: a guidance stands in the timeline of its case", () => {
  test("N26.7: who led whom, how it ended, how many steps, how many failed, how long", async () => {
    const session = await startGuidance(core, room.worker, { conversation_id: room.id });
    pass(20);
    await give("failed");
    await give("done");
    pass(40);
    await endGuidance(core, room.worker, { conversation_id: room.id, solved: true });
    // Told later, as it was.
    pass(3_600);
    await react();
    const page = await readTimeline(core, room.customer, room.case.id);
    expect(timelinePage.parse(page)).toEqual(page);
    const person = ({ id, full_name, role }: Actor) => ({ id, full_name, role });
    const about = {
      conversation_id: room.id,
      session_id: session.id,
      guide: person(room.worker),
      guided: person(room.customer),
    };
    expect(await told(room.customer)).toMatchObject([
      {
        at: "2026-11-20T09:00:00.000Z",
        actor: person(room.worker),
        to: "started",
        internal: false,
        told_at: null,
        guidance: { ...about, ended: null },
      },
      {
        at: "2026-11-20T09:01:00.000Z",
        actor: person(room.worker),
        to: "solved",
        guidance: {
          ...about,
          ended: { because: "solved", steps: 2, failed_steps: 1, seconds: 60 },
        },
      },
    ]);
    expect(await told(room.worker)).toEqual(await told(room.customer));
    // How the work is done is not told.
    expect(JSON.stringify(page)).not.toContain("procedure");
  });

  test("N26.7 P6: once, however often the reaction runs, on however many servers", async () => {
    await startGuidance(core, room.worker, { conversation_id: room.id });
    const second = await testCore(database);
    try {
      await Promise.all([
        react(),
        guidanceRecord.run(second, room.organization_id),
        guidanceRecord.run(second, room.organization_id),
      ]);
    } finally {
      await second.close();
    }
    await react();
    expect(await told(room.customer)).toHaveLength(1);
  });

  test("N26.7: whoever is there hears that the timeline moved (P4)", async () => {
    const before = await readTimeline(core, room.customer, room.case.id);
    const { case: known } = await openConversation(core, room.customer, room.id);
    await startGuidance(core, room.worker, { conversation_id: room.id });
    await react();
    const { case: fresh } = await openConversation(core, room.customer, room.id);
    expect(fresh.revision).toBeGreaterThan(known.revision);
    const page = await readTimeline(core, room.customer, room.case.id, before.revision);
    expect(foldTimeline(before, page).entries).toEqual(
      (await readTimeline(core, room.customer, room.case.id)).entries,
    );
  });

  test("N26.7: by whoever leaves, and before the status that ends the case", async () => {
    await startGuidance(core, room.worker, { conversation_id: room.id });
    await leaveGuidance(core, room.customer, { conversation_id: room.id });
    await startGuidance(core, room.worker, { conversation_id: room.id });
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    await react();
    expect((await told(room.customer)).map(({ actor, to }) => [actor?.id, to])).toEqual([
      [room.worker.id, "started"],
      [room.customer.id, "left"],
      [room.worker.id, "started"],
      [room.worker.id, "closed"],
    ]);
  });

  test("N26.7: to the customer by their link as well, and their leaving is told of them", async () => {
    const visitor = await guest();
    await startGuidance(core, room.worker, { conversation_id: room.id });
    await give("done", visitor);
    await leaveGuidance(core, visitor, { conversation_id: room.id });
    await react();
    const seen = await told(visitor);
    expect(seen.map(({ to, guidance }) => [to, guidance?.ended?.steps])).toEqual([
      ["started", undefined],
      ["left", 1],
    ]);
    expect(seen.at(-1)?.actor?.id).toBe(visitor.id);
  });
});

describe("N26.7 P5: and nobody else reads of it", () => {
  test("N26.7 P5: not a stranger, another organization, or another guest", async () => {
    await startGuidance(core, room.worker, { conversation_id: room.id });
    await react();
    const stranger = await createMember(database, room.organization_id, "customer");
    const oscar = await createOutsider(database);
    expect(await codeOf(readTimeline(core, stranger, room.case.id))).toBe("forbidden");
    expect(await codeOf(readTimeline(core, oscar, room.case.id))).toBe("not_found");
    const here = room;
    room = await createConversation(core, database, here.organization_id);
    expect(await codeOf(readTimeline(core, await guest(), here.case.id))).toBe("not_found");
  });

  test("N26.7 P5: not those of the case with whom it was not", async () => {
    const organization = await createOrganization(database, { kinds: ["delivery"] });
    const member = (role: "customer" | "worker" | "agent" | "manager") =>
      createMember(database, organization, role);
    const client = await member("customer");
    const merchant = await member("manager");
    const driver = await member("worker");
    const agent = await member("agent");
    const place = { address: "Cocody", latitude: 5.35, longitude: -3.98 };
    const { id } = await openCase(core, merchant, {
      kind: "delivery",
      title: "Colis",
      fields: { pickup: place, delivery: place },
      customer_id: client.id,
    });
    await assignCase(core, agent, id, { assignee_id: driver.id });
    const { room: theirs } = await openRoom(core, driver, id, client.id);
    await startGuidance(core, driver, { conversation_id: theirs.conversation_id });
    await react(organization);
    expect(await told(client, id)).toHaveLength(1);
    expect(await told(agent, id)).toHaveLength(1);
    expect(await told(merchant, id)).toEqual([]);
  });
});
