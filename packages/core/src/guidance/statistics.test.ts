import type { ProcedureContent, StepResult } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { createProcedure } from "../procedure/write-procedure.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  createMember,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { confirmStep } from "./confirm.ts";
import { endGuidance } from "./end.ts";
import { startGuidance } from "./start.ts";
import { guidanceStatistics } from "./statistics.ts";

let database: TestDatabase;
let core: Core;
let clock: TestClock;
let room: Conversation;
let office: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  office = await createMember(database, room.organization_id, "manager");
});

const content: ProcedureContent = {
  title: "Pneu à plat",
  description: "",
  variables: [],
  steps: [{ id: "a", text: "Arrêtez-vous", pictures: [], if_failed: null }],
};
const here = () => ({ conversation_id: room.id });

type Answered = [result: StepResult | null, seconds: number];

/** A session whose steps are answered after so many seconds each. */
async function session(how: "solved" | "stopped" | "open", steps: Answered[], procedure?: string) {
  await startGuidance(core, room.worker, {
    ...here(),
    ...(procedure !== undefined && { procedure: { id: procedure, values: {} } }),
  });
  for (const [result, seconds] of steps) {
    await sendMessage(core, room.worker, { ...here(), text: "Faites", client_id: newId() });
    clock.pass(seconds * 1_000);
    if (result === null) continue;
    const step_id = (await openConversation(core, room.customer, room.id)).guidance?.steps.at(
      -1,
    )?.id;
    await confirmStep(core, room.customer, { ...here(), step_id: step_id ?? "", result });
  }
  if (how !== "open") await endGuidance(core, room.worker, { ...here(), solved: how === "solved" });
}

describe("N26.8: numbers of guidance", () => {
  test("N26.8: where there is nothing to count a number is null, never 0 or NaN", async () => {
    expect(await guidanceStatistics(core, office)).toEqual({
      all: {
        begun: 0,
        ended: 0,
        solved: 0,
        resolution_rate: null,
        median_seconds: null,
        steps: 0,
        failed_steps: 0,
        helped_steps: 0,
        failure_rate: null,
        median_answer_seconds: null,
      },
      procedures: [],
      technicians: [],
    });
    await session("open", [[null, 5]]);
    const { all, technicians } = await guidanceStatistics(core, office);
    expect(all).toMatchObject({
      begun: 1,
      ended: 0,
      steps: 1,
      resolution_rate: null,
      median_seconds: null,
      failure_rate: null,
    });
    expect(technicians).toMatchObject([{ ...all, technician: { id: room.worker.id } }]);
  });

  test("N26.8: by procedure and by technician, how long, what failed, and how often it was solved", async () => {
    const { id } = await createProcedure(core, office, content);
    await session(
      "solved",
      [
        ["done", 10],
        ["failed", 20],
      ],
      id,
    );
    await session("stopped", [["done", 30]], id);
    await session("solved", [
      ["help", 40],
      ["done", 60],
    ]);
    const { all, procedures, technicians } = await guidanceStatistics(core, office);
    expect(all).toEqual({
      begun: 3,
      ended: 3,
      solved: 2,
      resolution_rate: 2 / 3,
      median_seconds: 30,
      steps: 5,
      failed_steps: 1,
      helped_steps: 1,
      failure_rate: 1 / 4,
      median_answer_seconds: 30,
    });
    expect(procedures).toMatchObject([
      {
        procedure: { id, title: "Pneu à plat" },
        begun: 2,
        solved: 1,
        resolution_rate: 0.5,
        median_seconds: 30,
        failed_steps: 1,
        failure_rate: 1 / 3,
        median_answer_seconds: 20,
      },
      { procedure: null, begun: 1, resolution_rate: 1, median_seconds: 100, failure_rate: 0 },
    ]);
    expect(technicians).toMatchObject([
      { technician: { id: room.worker.id, full_name: "Moussa Keïta" }, begun: 3 },
    ]);
  });

  test("N26.8: over a time, its beginning included and its end not", async () => {
    const since = clock.now().toISOString();
    await session("solved", [["done", 60]]);
    const until = clock.now().toISOString();
    await session("stopped", [["failed", 60]]);
    const begun = async (query: object) =>
      (await guidanceStatistics(core, office, query)).all.begun;
    expect(await begun({ since, until })).toBe(1);
    expect(await begun({ since })).toBe(2);
    expect(await begun({ until: since })).toBe(0);
  });

  test("N26.8 P5: for the office alone, and of its own organization alone", async () => {
    await session("solved", [["done", 1]]);
    for (const actor of [room.worker, room.customer]) {
      expect(await codeOf(guidanceStatistics(core, actor))).toBe("forbidden");
    }
    const outside = await createConversation(core, database);
    const oscar = await createMember(database, outside.organization_id, "admin");
    expect((await guidanceStatistics(core, oscar)).all.begun).toBe(0);
  });
});
