import { limits, ratingAnswer } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { listEvents } from "../conversation/list-events.ts";
import type { Core } from "../core.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { rateCase } from "./rate-case.ts";
import { ratingFigures, readRating } from "./read-rating.ts";

let database: TestDatabase;
let core: Core;
let now = Date.now();
let room: Conversation;
let claire: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: () => new Date(now) });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  now = Date.now();
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
  oscar = await createOutsider(database);
});

async function end(): Promise<void> {
  for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
    await changeStatus(core, room.worker, room.case.id, { status });
  }
}
const rate = (actor: Actor, score: number, comment?: string) =>
  rateCase(core, actor, room.case.id, { score, comment });
const asked = async (actor: Actor) => (await readRating(core, actor, room.case.id)).asked;

describe("N25.7: the customer says how content they are", () => {
  test("N25.7: once the case has ended, and is never asked again", async () => {
    expect(await asked(room.customer)).toBe(false);
    expect(await codeOf(rate(room.customer, 5))).toBe("rating_too_early");
    await end();
    expect(await asked(room.customer)).toBe(true);
    const state = await rate(room.customer, 4, " Rapide et clair. ");
    expect(ratingAnswer.parse(state)).toEqual(state);
    expect(state).toMatchObject({
      asked: false,
      rating: { score: 4, comment: "Rapide et clair." },
    });
    expect(await asked(room.customer)).toBe(false);
    expect(await readRating(core, room.worker, room.case.id)).toEqual(state);
  });

  test("N25.7: the team reads it in the timeline; to others nothing has changed", async () => {
    await end();
    const before = await readTimeline(core, room.customer, room.case.id);
    const { events } = await listEvents(core, room.customer, room.id, 0);
    await rate(room.customer, 2, "Trop long");
    const { entries } = await readTimeline(core, claire, room.case.id);
    expect(entries.at(-1)).toMatchObject({
      subject: "rating",
      to: "2",
      note: "Trop long",
      internal: true,
      actor: { id: room.customer.id },
    });
    expect(await readTimeline(core, room.customer, room.case.id)).toEqual(before);
    expect((await listEvents(core, room.customer, room.id, 0)).events).toEqual(events);
  });

  test("N25.7: it may be said anew for a day, and no longer", async () => {
    await end();
    await rate(room.customer, 1);
    now += (limits.ratingHours - 1) * 3_600_000;
    expect((await rate(room.customer, 3, "Finalement réparé")).rating?.score).toBe(3);
    // The same again says nothing more.
    const { entries } = await readTimeline(core, claire, room.case.id);
    await rate(room.customer, 3, "Finalement réparé");
    expect((await readTimeline(core, claire, room.case.id)).entries).toEqual(entries);
    now += 2 * 3_600_000;
    expect(await codeOf(rate(room.customer, 5))).toBe("rating_closed");
    expect((await readRating(core, room.customer, room.case.id)).rating?.score).toBe(3);
  });

  test("N25.7: by the link as well, of that case and no other", async () => {
    await end();
    const guest = { ...room.customer, guest: { conversation_id: room.id } };
    expect(await asked(guest)).toBe(true);
    expect((await rate(guest, 5)).rating?.score).toBe(5);
    const other = await createConversation(core, database, room.organization_id);
    const stray = { ...guest, guest: { conversation_id: other.id } };
    expect(await codeOf(rate(stray, 1))).toBe("not_found");
    expect(await codeOf(readRating(core, stray, room.case.id))).toBe("not_found");
  });

  test("N25.7: nobody else rates it, and nobody from elsewhere reads it", async () => {
    await end();
    for (const actor of [room.worker, claire]) {
      expect(await codeOf(rate(actor, 5))).toBe("forbidden");
      expect(await asked(actor)).toBe(false);
    }
    const stranger = await createMember(database, room.organization_id, "customer");
    expect(await codeOf(rate(stranger, 5))).toBe("forbidden");
    expect(await codeOf(readRating(core, stranger, room.case.id))).toBe("forbidden");
    expect(await codeOf(rate(oscar, 5))).toBe("not_found");
    expect(await codeOf(readRating(core, oscar, room.case.id))).toBe("not_found");
  });
});

describe("N25.8: figures of it", () => {
  test("N25.8: count, average and how many gave each, of a kind and a time", async () => {
    expect(await ratingFigures(core, claire, {})).toEqual({
      count: 0,
      average: null,
      scores: [0, 0, 0, 0, 0],
    });
    await end();
    await rate(room.customer, 4);
    const figures = { count: 1, average: 4, scores: [0, 0, 0, 1, 0] };
    expect(await ratingFigures(core, claire, { kind: "request" })).toEqual(figures);
    expect((await ratingFigures(core, claire, { kind: "ticket" })).count).toBe(0);
    const later = new Date(now + 1_000).toISOString();
    expect((await ratingFigures(core, claire, { from: later })).count).toBe(0);
    expect(await ratingFigures(core, claire, { to: later })).toEqual(figures);
    expect((await ratingFigures(core, oscar, {})).count).toBe(0);
  });

  test("N25.8: are told to those who lead, and nobody else", async () => {
    const agent = await createMember(database, room.organization_id, "agent");
    for (const actor of [room.customer, room.worker, agent]) {
      expect(await codeOf(ratingFigures(core, actor, {}))).toBe("forbidden");
    }
  });
});
