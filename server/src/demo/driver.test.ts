import {
  changeStatus,
  type Core,
  getCase,
  type JournalEntry,
  listCases,
  openConversation,
  reportPosition,
  seedDemo,
  stopShare,
} from "@relais/core";
import { startTestDatabase, TestClock, type TestDatabase, testCore } from "@relais/core/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Pause } from "./drive.ts";
import { type Driver, type DriverOptions, startDriver } from "./driver.ts";
import { personOf } from "./people.ts";
import { trip } from "./trip.ts";

/** The last part of the trip: Moussa arrives. */
const end = trip.slice(-4).map((line) => [line[0] - 441, line[1], line[2], line[3]] as const);

const silent = { error() {}, warn() {}, info() {}, debug() {} };
let database: TestDatabase;
let clock: TestClock;
let core: Core;
let drivers: Driver[];
let waits: number[];
/** Who waits here waits until it is let go; null: nobody waits. */
let gate: { at: (milliseconds: number) => boolean; promise: Promise<void> } | null;

beforeEach(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  await seedDemo(database.target, core);
  drivers = [];
  waits = [];
  gate = null;
}, 60_000);

afterEach(async () => {
  await Promise.all(drivers.map((driver) => driver.stop()));
  await core.close();
  await database.stop();
});

/** Time passes by itself, and nobody waits for it; what lasts for hours lasts until the end. */
const pause: Pause = async (milliseconds, signal) => {
  signal.throwIfAborted();
  waits.push(milliseconds);
  if (milliseconds > 3_600_000 || gate?.at(milliseconds)) {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    });
    await Promise.race([aborted, gate?.promise ?? aborted]);
  }
  clock.pass(Math.max(milliseconds, 1));
};

function begin(lines: typeof trip = end, isAnybodyThere = () => true): Driver {
  const { target } = database;
  // The rate that sockets have counts by the real clock.
  const realtime: DriverOptions["realtime"] = {
    reportPosition: (actor, report) => reportPosition(core, actor, report),
  };
  const options = { core, realtime, target, log: silent, lines, pause, isAnybodyThere };
  const driver = startDriver(options);
  drivers.push(driver);
  return driver;
}

/** The next entry of a journal of which this is true. */
function heard(what: (entry: JournalEntry) => boolean): Promise<JournalEntry> {
  return new Promise((resolve) => {
    const stop = core.journal.feed.listen((entries) => {
      const found = entries.find(what);
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}
const ended = (reason: string) =>
  heard(({ type, json }) => type === "position.ended" && json.includes(`"${reason}"`));

async function conversation() {
  const awa = await personOf(core, "client@depannage.demo");
  const [first] = (await listCases(core, awa)).cases;
  const conversation_id = first?.conversation_id ?? "";
  const state = await openConversation(core, awa, conversation_id);
  return { ...state, conversation_id, caseId: first?.id ?? "" };
}

describe("the demonstration trip", () => {
  it("brings Moussa to Awa by the commands of every phone, and again after a rest", async () => {
    const arrived = ended("arrived");
    begin();
    await arrived;
    await ended("arrived");
    const { caseId, messages, case: subject } = await conversation();
    expect(subject).toMatchObject({ id: caseId, status: "en_route", latitude: 12.6392 });
    expect(messages.filter(({ kind }) => kind === "text")).toHaveLength(2);
    expect(waits).toContain(20_000);
    expect(core.positions.outcomes.get("taken")).toBeGreaterThan(0);
    expect(core.positions.outcomes.get("jump")).toBeUndefined();
  });

  it("every position of it is taken", async () => {
    const arrived = ended("arrived");
    begin(trip);
    await arrived;
    const { taken, ...refused } = Object.fromEntries(core.positions.outcomes);
    expect(taken).toBeGreaterThan(130);
    expect(refused).toEqual({});
  });

  it("rests while nobody is there to see it", async () => {
    const arrived = ended("arrived");
    let looks = 0;
    begin(end, () => {
      looks += 1;
      return looks > 3;
    });
    await arrived;
    await ended("arrived");
    expect(looks).toBeGreaterThanOrEqual(4);
  });

  it("is over when Moussa says that he has arrived, and an end of his share is respected", async () => {
    const arrived = ended("arrived");
    const resting = Promise.withResolvers<void>();
    gate = { at: (milliseconds) => milliseconds === 20_000, promise: resting.promise };
    begin();
    await arrived;
    const { caseId, conversation_id } = await conversation();
    const moussa = await personOf(core, "technicien@depannage.demo");
    await stopShare(core, moussa, conversation_id);
    await changeStatus(core, moussa, caseId, { status: "arrived" });
    resting.resolve();
    gate = null;
    await expect.poll(() => waits.at(-1)).toBeGreaterThan(3_600_000);
    expect((await getCase(core, moussa, caseId)).status).toBe("arrived");
    expect((await conversation()).shares).toEqual([]);
  });

  it("goes on with the same request after a restart, and leaves no share behind", async () => {
    gate = { at: (milliseconds) => milliseconds === 20_000, promise: new Promise(() => {}) };
    const first = ended("arrived");
    await Promise.all([first, begin() && first]);
    const before = await conversation();
    await drivers.pop()?.stop();
    const again = ended("arrived");
    begin();
    await again;
    const after = await conversation();
    expect([after.caseId, after.messages.length]).toEqual([before.caseId, before.messages.length]);
    await drivers.pop()?.stop();
    expect((await conversation()).shares).toEqual([]);
  });

  it("is driven by one of several servers, and by another when that one stops", async () => {
    const seat = Promise.withResolvers<void>();
    gate = { at: (milliseconds) => milliseconds >= 10_000, promise: seat.promise };
    const arrived = ended("arrived");
    const first = begin();
    await arrived;
    const second = begin();
    await expect.poll(() => waits.filter((wait) => wait === 10_000)).toHaveLength(1);
    const { shares, seq } = await conversation();
    expect(shares).toEqual([]);
    drivers = [second];
    await first.stop();
    const again = ended("arrived");
    seat.resolve();
    await again;
    expect((await conversation()).seq).toBeGreaterThan(seq);
  });
});
