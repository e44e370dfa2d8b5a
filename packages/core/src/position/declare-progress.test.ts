import { type Fix, isArriving } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeStatus } from "../case/change-status.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  createConversation,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import type { PositionNews } from "./position-news.ts";
import { reportPosition } from "./report-position.ts";
import { type StartShare, startShare } from "./start-share.ts";

const market = { latitude: 12.6392, longitude: -8.0029 };
const north = (metres: number) => ({ ...market, latitude: market.latitude + metres / 111_195 });

let database: TestDatabase;
let clock: TestClock;
let core: Core;
let room: Conversation;
let told: PositionNews[];

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  core.positions.listen((news) => told.push(news));
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  await database.owner.query(
    "update service_case set latitude = $2, longitude = $3 where id = $1",
    [room.case.id, market.latitude, market.longitude],
  );
  await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
  told = [];
});

const share = (more: Partial<StartShare> = {}) =>
  startShare(core, room.worker, { conversation_id: room.id, until: "arrival", ...more });

/** Two minutes of driving towards the market; the last place is 3 km before it. */
async function drive(): Promise<Fix | null> {
  let fix: Fix | null = null;
  for (let metres = 4_200; metres >= 3_000; metres -= 100) {
    clock.pass(10_000);
    const at = clock.now().getTime();
    const measure = { ...north(metres), accuracy_m: 8, device_at: at, age_ms: 0 };
    const news = await reportPosition(core, room.worker, { conversation_id: room.id, ...measure });
    fix = news.fix;
  }
  return fix;
}

const say = (quick_answer: string, actor = room.worker) =>
  sendMessage(core, actor, {
    conversation_id: room.id,
    text: quick_answer,
    client_id: null,
    quick_answer,
  });

const shares = async () => (await openConversation(core, room.customer, room.id)).shares;

describe("a word about one's way", () => {
  test("N12.9 moves the estimate when the phone has gone silent, from where it was last seen", async () => {
    const { id } = await share();
    const fix = await drive();
    clock.pass(240_000);
    await say("five_minutes");
    expect(told).toEqual([
      {
        conversation_id: room.id,
        share_id: id,
        user_id: room.worker.id,
        fix,
        arrival: { distance_m: 3_000, from_s: 240, to_s: 480 },
      },
    ]);
    await say("leaving");
    expect(told[1]?.arrival?.from_s).toBeGreaterThan(120);
    expect(await shares()).toHaveLength(1);
  });

  test("N12.9 says nothing while the phone tells where it is, or never told", async () => {
    await share();
    await say("five_minutes");
    await drive();
    await say("five_minutes");
    await say("part_missing");
    expect(told).toEqual([]);
  });

  test("N12.9 « Je suis arrivé » ends what was to last until then, and nothing else", async () => {
    await share({ until: "1_hour", destination: { type: "case" } });
    await drive();
    clock.pass(120_000);
    await say("arrived");
    expect(told.map(({ arrival }) => arrival && isArriving(arrival))).toEqual([true]);
    expect(await shares()).toHaveLength(1);
    await share();
    await say("arrived");
    expect(await shares()).toEqual([]);
    expect(told).toHaveLength(1);
  });

  test("P5: nobody moves another's estimate, nor where there is nowhere to arrive", async () => {
    await share();
    await drive();
    clock.pass(240_000);
    await say("five_minutes", room.customer);
    await share({ until: "1_hour", destination: null });
    await drive();
    clock.pass(240_000);
    await say("five_minutes");
    expect(told).toEqual([]);
    expect(await shares()).toHaveLength(1);
  });
});
