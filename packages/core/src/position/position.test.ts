import { type ConversationEvent, conversationEvent, parseGeoUri } from "@relais/protocol";
import { troubled } from "@relais/protocol/fixtures";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signOut } from "../access/sign-out.ts";
import { changeStatus } from "../case/change-status.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { reactToMessage } from "../message/react-to-message.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  createMember,
  refusalOf,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { RefusedError } from "../errors.ts";
import { endDueShares } from "./end-due-shares.ts";
import { stopShare } from "./end-share.ts";
import { readLivePositions } from "./live-positions.ts";
import type { Route } from "./routes.ts";
import { type ReportPosition, reportPosition } from "./report-position.ts";
import { sendPosition } from "./send-position.ts";
import { startShareKeeper } from "./share-keeper.ts";
import { type StartShare, startShare } from "./start-share.ts";

const bamako = { latitude: 12.6392, longitude: -8.0029 };
const north = (metres: number) => ({ ...bamako, latitude: bamako.latitude + metres / 111_195 });

let database: TestDatabase;
let clock: TestClock;
let core: Core;
let room: Conversation;

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
  await place(bamako);
});

/** The place of the case: openCase was asked without one. */
async function place({ latitude, longitude }: typeof bamako): Promise<void> {
  await database.owner.query(
    "update service_case set latitude = $2, longitude = $3 where id = $1",
    [room.case.id, latitude, longitude],
  );
}

const start = (more: Partial<StartShare> = {}, actor = room.worker) =>
  startShare(core, actor, { conversation_id: room.id, until: "1_hour", ...more });

/** The next measure of the worker's phone, so many seconds after the one before. */
function report(more: Partial<ReportPosition> = {}, { after = 4, actor = room.worker } = {}) {
  clock.pass(after * 1_000);
  return reportPosition(core, actor, {
    conversation_id: room.id,
    ...north(3_000),
    accuracy_m: 8,
    device_at: clock.now().getTime(),
    age_ms: 0,
    ...more,
  });
}

const shares = async () => (await openConversation(core, room.customer, room.id)).shares;

async function endings(): Promise<unknown[]> {
  const { events } = await listEvents(core, room.customer, room.id, 0);
  return events
    .map((event): ConversationEvent => conversationEvent.parse(event))
    .flatMap((event) =>
      event.type === "position.ended" ? [[event.data.reason, event.actor_id]] : [],
    );
}

async function kept() {
  const { rows } = await database.owner.query(
    `select (select count(*)::int from position_trace t join position_share s on s.id = t.share_id
             where s.conversation_id = $1) as trace,
            (select count(*)::int from position_share where conversation_id = $1
             and (last is not null or suspect is not null)) as places`,
    [room.id],
  );
  return rows[0];
}

describe("a live share", () => {
  test.each([
    ["15_minutes", 15],
    ["1_hour", 60],
    ["8_hours", 480],
    ["arrival", 480],
  ] as const)("of %s ends by itself after %i minutes at the latest", async (until, minutes) => {
    const share = await start({ until });
    expect(Date.parse(share.ends_at) - Date.parse(share.started_at)).toBe(minutes * 60_000);
    expect(await shares()).toEqual([share]);
  });

  test("is stopped by its person, and stopping again changes nothing", async () => {
    await start();
    await stopShare(core, room.worker, room.id);
    await stopShare(core, room.worker, room.id);
    expect(await shares()).toEqual([]);
    expect(await endings()).toEqual([["stopped", room.worker.id]]);
    expect(await codeOf(report())).toBe("position_not_shared");
  });

  test("begun anew replaces the one before", async () => {
    await start();
    const second = await start({ until: "8_hours" });
    expect(await shares()).toEqual([second]);
    expect(await endings()).toEqual([["stopped", room.worker.id]]);
  });

  test("begun twice at once is one share", async () => {
    await Promise.all([start(), start(), start()]);
    expect(await shares()).toHaveLength(1);
  });

  test("ends when its time is over, whether or not the phone says anything more", async () => {
    await start({ until: "15_minutes" });
    await report();
    clock.pass(14 * 60_000);
    await endDueShares(core);
    expect(await shares()).toHaveLength(1);
    clock.pass(60_000);
    expect(await codeOf(report())).toBe("position_not_shared");
    expect(await endings()).toEqual([["time", null]]);
    await start({ until: "15_minutes" });
    clock.pass(15 * 60_000);
    expect(await endDueShares(core)).toBeGreaterThan(0);
    expect(await endDueShares(core)).toBe(0);
    expect(await endings()).toEqual([
      ["time", null],
      ["time", null],
    ]);
  });

  test("whose time passed while no server ran ends when one starts", async () => {
    await start({ until: "15_minutes" });
    clock.pass(16 * 60_000);
    const other = await testCore(database, { now: clock.now });
    const ended = new Promise<void>((resolve) => {
      other.journal.feed.listen((entries) => {
        if (
          entries.some(({ stream_id, type }) => stream_id === room.id && type === "position.ended")
        )
          resolve();
      });
    });
    const keeper = startShareKeeper(other, 3_600_000);
    await ended;
    await keeper.stop();
    await other.close();
    expect(await shares()).toEqual([]);
  });

  test("ends with the sign-in that it was started with, and with no other", async () => {
    await start();
    const elsewhere = await createMember(database, room.organization_id, "worker");
    await signOut(core, elsewhere);
    await endDueShares(core);
    expect(await shares()).toHaveLength(1);
    const ended = new Promise<void>((resolve) => {
      const stop = core.journal.feed.listen((entries) => {
        if (!entries.some(({ type }) => type === "position.ended")) return;
        stop();
        resolve();
      });
    });
    const keeper = startShareKeeper(core, 3_600_000);
    await signOut(core, room.worker);
    await ended;
    await keeper.stop();
    expect(await endings()).toEqual([["stopped", null]]);
  });

  test("ends on arrival at the place of the case, and teaches the organization its roads", async () => {
    await start({ until: "arrival" });
    for (const metres of [3_000, 2_000, 1_000, 400, 120]) {
      const { arrival } = await report(north(metres), { after: 60 });
      expect(arrival?.distance_m).toBeGreaterThanOrEqual(metres - 5);
    }
    expect(await shares()).toHaveLength(1);
    expect(await report(north(50), { after: 60 })).toMatchObject({ fix: null, arrival: null });
    expect(await endings()).toEqual([["arrived", room.worker.id]]);
    const { rows } = await database.owner.query(
      "select trips, detour from travel_habit where organization_id = $1",
      [room.organization_id],
    );
    expect(rows).toEqual([{ trips: 1, detour: expect.any(Number) }]);
    // A straight road was learnt from: nearer to 1 than what is usual.
    expect(rows[0].detour).toBeLessThan(1.35);
  });

  test("does not arrive by a measure too vague to say so", async () => {
    await start({ until: "arrival" });
    await report({ ...bamako, accuracy_m: 900 });
    expect(await shares()).toHaveLength(1);
  });

  test("is expected by the roads where a router knows them, and nobody waits for it", async () => {
    const { promise, resolve } = Promise.withResolvers<Route>();
    const knowing = await testCore(database, { now: clock.now, router: () => promise });
    await start({ until: "arrival" });
    const tell = (metres: number) => {
      clock.pass(4_000);
      return reportPosition(knowing, room.worker, {
        conversation_id: room.id,
        ...north(metres),
        accuracy_m: 8,
        device_at: clock.now().getTime(),
        age_ms: 0,
      });
    };
    expect((await tell(3_000)).arrival?.distance_m).toBeLessThan(4_500);
    resolve({ distance_m: 7_200, duration_s: 900 });
    await promise;
    const { arrival } = await tell(3_000);
    expect(arrival?.distance_m).toBe(7_200);
    expect(arrival?.from_s).toBeLessThanOrEqual(900);
    expect(arrival?.to_s).toBeGreaterThanOrEqual(900);
    expect(Object.fromEntries(knowing.routes.outcomes)).toEqual({ answered: 1 });
    await knowing.close();
  });

  test("N12.3: ends with the step that says they have arrived, wherever the phone is", async () => {
    const step = (status: string) => changeStatus(core, room.worker, room.case.id, { status });
    await start({ until: "arrival" });
    await start({}, room.customer);
    await report(north(3_000));
    await step("en_route");
    expect(await endings()).toEqual([]);
    await step("arrived");
    expect(await endings()).toEqual([["arrived", room.worker.id]]);
    // What was promised for an hour, and what somebody else shows, goes on.
    expect((await shares()).map(({ user_id }) => user_id)).toEqual([room.customer.id]);
    await start();
    await step("in_progress");
    expect(await shares()).toHaveLength(2);
  });

  test("may lead to the other person, who shows where they are", async () => {
    const destination = { type: "person", user_id: room.customer.id } as const;
    expect(await codeOf(start({ until: "arrival", destination }))).toBe("destination_unknown");
    await start({}, room.customer);
    expect(await codeOf(start({ until: "arrival", destination }))).toBe("destination_unknown");
    await report(north(9_000), { actor: room.customer });
    await start({ until: "arrival", destination });
    expect((await report(north(6_000))).arrival?.distance_m).toBeGreaterThanOrEqual(2_995);
    await report(north(8_990), { after: 600 });
    expect(await endings()).toEqual([["arrived", room.worker.id]]);
    expect((await shares()).map(({ user_id }) => user_id)).toEqual([room.customer.id]);
  });

  test("needs somewhere to arrive, and a case that has not ended", async () => {
    const to = (user_id: string) => start({ destination: { type: "person", user_id } });
    expect(await codeOf(to(room.worker.id))).toBe("destination_unknown");
    await database.owner.query(
      "update service_case set latitude = null, longitude = null where id = $1",
      [room.case.id],
    );
    expect(await codeOf(start({ until: "arrival" }))).toBe("destination_unknown");
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    expect(await codeOf(start())).toBe("conversation_closed");
  });

  test("ends with the case, and nothing is kept of where anybody was", async () => {
    await start();
    await report();
    await stopShare(core, room.worker, room.id);
    await start();
    await report(north(2_900), { after: 30 });
    await start({}, room.customer);
    await report(bamako, { actor: room.customer });
    expect(await kept()).toEqual({ trace: 3, places: 3 });
    for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
      expect(await shares()).toHaveLength(2);
      await changeStatus(core, room.worker, room.case.id, { status });
    }
    expect(await shares()).toEqual([]);
    expect(await kept()).toEqual({ trace: 0, places: 0 });
    expect((await endings()).slice(1)).toEqual([
      ["closed", room.worker.id],
      ["closed", room.worker.id],
    ]);
    expect(await codeOf(report())).toBe("position_not_shared");
    expect(await codeOf(start())).toBe("case_ended");
  });
});

describe("positions of a share", () => {
  test("are passed on, the last one kept for whoever starts later, none journaled", async () => {
    const share = await start();
    const { seq } = await openConversation(core, room.customer, room.id);
    await report();
    const news = await report(north(2_950));
    expect(news).toMatchObject({ share_id: share.id, user_id: room.worker.id, arrival: null });
    const known = await readLivePositions(core);
    expect(known.filter((one) => one.share_id === share.id)).toEqual([news]);
    expect((await openConversation(core, room.customer, room.id)).seq).toBe(seq);
    const { rows } = await database.owner.query(
      "select count(*)::int as lines from event where stream_id = $1 and data::text ~ 'latitude.:12.6'",
      [room.id],
    );
    // The case carries its own place; what moves is in no entry of the journal.
    expect(rows[0].lines).toBe(0);
  });

  test("come at most every 2 s, and are counted when they come faster", async () => {
    await start();
    await report();
    const before = core.positions.outcomes.get("too_fast") ?? 0;
    const refusal = await refusalOf(report({}, { after: 1.5 }));
    expect(refusal).toMatchObject({ code: "too_many_requests", details: { retryAfterMs: 500 } });
    expect(core.positions.outcomes.get("too_fast")).toBe(before + 1);
    await report({}, { after: 1 });
  });

  test("that cannot be are refused by name, counted, and change nothing", async () => {
    await start();
    const good = await report();
    const before = core.positions.outcomes.get("jump") ?? 0;
    const refusal = await refusalOf(report(north(90_000)));
    expect(refusal).toMatchObject({
      code: "position_refused",
      details: { fields: { position: "jump" } },
    });
    expect(core.positions.outcomes.get("jump")).toBe(before + 1);
    expect(await codeOf(report({ latitude: 0, longitude: 0 }))).toBe("position_refused");
    expect(await codeOf(report({ device_at: 5 }))).toBe("position_refused");
    const known = await readLivePositions(core);
    expect(known.find(({ share_id }) => share_id === good.share_id)).toEqual(good);
    expect(await kept()).toEqual({ trace: 1, places: 1 });
  });

  test("of a recorded trip with holes, doubles, (0,0) and leaps lead to the door all the same", async () => {
    // The trip drives to the market, where the case is.
    await start({ until: "arrival" });
    const begin = clock.now().getTime();
    const before = new Map(core.positions.outcomes);
    const arrivals: (number | undefined)[] = [];
    let refused = 0;
    for (const [seconds, latitude, longitude, accuracy_m] of troubled) {
      const at = begin + seconds * 1_000;
      clock.pass(Math.max(2_000, at - clock.now().getTime()));
      const measure = { latitude, longitude, accuracy_m, device_at: at, age_ms: 0 };
      try {
        const { arrival } = await reportPosition(core, room.worker, {
          conversation_id: room.id,
          ...measure,
        });
        arrivals.push(arrival?.to_s);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        refused += 1;
      }
    }
    const faults = ["null_island", "duplicate", "backwards", "jump", "inaccurate"] as const;
    for (const fault of faults) {
      expect([fault, (core.positions.outcomes.get(fault) ?? 0) - (before.get(fault) ?? 0)]).toEqual(
        [fault, 1],
      );
    }
    expect(refused).toBe(faults.length);
    expect(arrivals.every((to) => to === undefined || to >= 0)).toBe(true);
    expect(await endings()).toEqual([["arrived", room.worker.id]]);
  });

  test("P5: without a share there is nowhere to put them, and nobody shares for another", async () => {
    expect(await codeOf(report())).toBe("position_not_shared");
    await start({}, room.customer);
    expect(await codeOf(report())).toBe("position_not_shared");
    await stopShare(core, room.worker, room.id);
    expect(await shares()).toHaveLength(1);
  });
});

describe("a position as a message", () => {
  const send = (client_id: string | null, metres = 0) =>
    sendPosition(core, room.worker, {
      conversation_id: room.id,
      ...north(metres),
      accuracy_m: 12,
      client_id,
    });

  test("P2: is one message however often it is sent, also at once", async () => {
    const [first, ...others] = await Promise.all([send("here"), send("here"), send("here")]);
    for (const other of [...others, await send("here")]) expect(other).toEqual(first);
    const { messages, unread } = await openConversation(core, room.customer, room.id);
    const found = messages.filter(({ kind }) => kind === "position");
    expect(found).toHaveLength(1);
    expect(parseGeoUri(found[0]?.text ?? "")).toEqual({ ...bamako, accuracy_m: 12 });
    expect(unread).toBeGreaterThan(0);
    expect(await codeOf(send("here", 500))).toBe("client_id_reused");
  });

  test("is answered, reacted to and deleted like every message, but is no text to be edited", async () => {
    const { number } = await send("here");
    const where = { conversation_id: room.id, number };
    expect(await codeOf(editMessage(core, room.worker, { ...where, text: "Ailleurs" }))).toBe(
      "forbidden",
    );
    await reactToMessage(core, room.customer, { ...where, emoji: "👍" });
    await sendMessage(core, room.customer, {
      conversation_id: room.id,
      text: "Je vous vois",
      client_id: null,
      reply_to: number,
    });
    const before = (await openConversation(core, room.customer, room.id)).messages;
    expect(before.at(-2)).toMatchObject({ number, reactions: { [room.customer.id]: "👍" } });
    expect(before.at(-1)?.reply_to?.text).toMatch(/^geo:/);
    await deleteMessage(core, room.worker, where);
    const after = await openConversation(core, room.customer, room.id);
    expect(after.messages.at(-2)).toMatchObject({ number, kind: "position", text: "" });
    const { events } = await listEvents(core, room.customer, room.id, 0);
    expect(JSON.stringify([after.messages, events])).not.toContain("geo:");
  });

  test("that cannot be is refused", async () => {
    const nowhere = { conversation_id: room.id, client_id: null, accuracy_m: 5 };
    const refusal = refusalOf(
      sendPosition(core, room.worker, { ...nowhere, latitude: 0, longitude: 0 }),
    );
    expect(await refusal).toMatchObject({ details: { fields: { position: "null_island" } } });
  });

  test("after the conversation closed, only what was written before is answered", async () => {
    const sent = await send("before");
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    expect(await send("before")).toEqual(sent);
    expect(await codeOf(send("after"))).toBe("conversation_closed");
  });
});
