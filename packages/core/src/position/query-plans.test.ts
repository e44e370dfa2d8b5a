import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeStatus } from "../case/change-status.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import {
  type Conversation,
  createConversation,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { endDueShares } from "./end-due-shares.ts";
import { stopShare } from "./end-share.ts";
import { readLivePositions } from "./live-positions.ts";
import { reportPosition } from "./report-position.ts";
import { startShare } from "./start-share.ts";

type Asked = { readonly text: string; readonly values: readonly unknown[] };
type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  /** 0: the plan holds it and nothing led there, as what only concerns guests. */
  readonly "Actual Loops": number;
  readonly Plans?: readonly Plan[];
};

const market = { latitude: 12.6392, longitude: -8.0029 };
let database: TestDatabase;
let clock: TestClock;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  room = await createConversation(core, database);
  await database.owner.query(
    "update service_case set latitude = $2, longitude = $3 where id = $1",
    [room.case.id, market.latitude, market.longitude],
  );
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

/** The statements about positions that `work` has sent, each once. */
async function listen(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [text, values] = given;
    if (typeof text === "string" && /position_(share|trace)|travel_habit/.test(text)) {
      asked.set(text, { text, values: Array.isArray(values) ? values : [] });
    }
    return Reflect.apply(query, this, given);
  });
  await work().finally(() => spy.mockRestore());
  return [...asked.values()];
}

async function planOf({ text, values }: Asked): Promise<Plan> {
  const client = await core.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('relais.organizations', $1, true)", [
      `{${room.organization_id}}`,
    ]);
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
    return rows[0]["QUERY PLAN"][0].Plan;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

function scanned(plan: Plan): string[] {
  const isScan = plan["Node Type"] === "Seq Scan" && plan["Actual Loops"] > 0;
  const own = isScan ? [plan["Relation Name"] ?? ""] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scanned)];
}

test("nothing that is asked about positions reads a whole table", async () => {
  const start = () => startShare(core, room.worker, { conversation_id: room.id, until: "arrival" });
  const report = (metres: number) => {
    clock.pass(60_000);
    return reportPosition(core, room.worker, {
      conversation_id: room.id,
      latitude: market.latitude + metres / 111_195,
      longitude: market.longitude,
      accuracy_m: 8,
      device_at: clock.now().getTime(),
      age_ms: 0,
    });
  };
  const asked = await listen(async () => {
    await start();
    await report(2_000);
    await openConversation(core, room.customer, room.id);
    await readLivePositions(core);
    await endDueShares(core);
    await report(1_000);
    await report(10);
    await start();
    await report(500);
    await stopShare(core, room.worker, room.id);
    await start();
    clock.pass(9 * 3_600_000);
    await endDueShares(core);
    await start();
    for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
      await changeStatus(core, room.worker, room.case.id, { status });
    }
  });
  const read = asked.filter(({ text }) => !text.startsWith("insert"));
  expect(read.length).toBeGreaterThan(10);
  const faults: string[] = [];
  for (const one of read) {
    const tables = scanned(await planOf(one));
    if (tables.length > 0) faults.push(`${tables.join(", ")}: ${one.text}`);
  }
  expect(faults).toEqual([]);
});

test("what looks for whole tables would find one", async () => {
  const plan = await planOf({
    text: "select * from position_share where until = $1",
    values: ["arrival"],
  });
  expect(scanned(plan)).toEqual(["position_share"]);
});
