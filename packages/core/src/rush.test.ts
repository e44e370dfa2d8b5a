import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "./actor.ts";
import { readableRoster } from "./conversation/policy.ts";
import type { Core } from "./core.ts";
import { RefusedError } from "./errors.ts";
import { newId } from "./ids.ts";
import type { CaughtUp } from "./journal/catch-up-reader.ts";
import { sendMessage } from "./message/send-message.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "./testing/index.ts";

let database: TestDatabase;
let core: Core;
const rooms: Conversation[] = [];
/** The whole journal of each room, read without anybody's help. */
const journals = new Map<string, { seq: number; type: string; data: unknown }[]>();
/** A customer who is signed in, and takes part in nothing here; and one whose sign-in has ended. */
let oscar: Actor;
let gone: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  for (let made = 0; made < 6; made += 1) {
    // The first three are of one organization, the others of one each.
    const first = rooms[0]?.organization_id;
    const room = await createConversation(core, database, made < 3 ? first : undefined);
    rooms.push(room);
    for (let number = 1; number <= 2 + made; number += 1) {
      await sendMessage(core, number % 2 === 0 ? room.worker : room.customer, {
        conversation_id: room.id,
        text: `Panne ${made}, « nouvelle » ${number}`,
        client_id: newId(),
      });
    }
    const { rows } = await database.owner.query<{ seq: string; type: string; data: unknown }>(
      "select seq, type, data from event where stream_id = $1 order by seq",
      [room.id],
    );
    journals.set(
      room.id,
      rows.map((row) => ({ ...row, seq: Number(row.seq) })),
    );
  }
  const elsewhere = await createConversation(core, database);
  oscar = await createMember(database, elsewhere.organization_id, "customer");
  gone = { ...roomAt(0).customer, sign_in_id: newId() };
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

type Return = {
  room: number;
  who: "customer" | "worker" | "guest" | "oscar" | "gone";
  after: number;
};

const returns = fc.array(
  fc.record<Return>({
    room: fc.nat(5),
    who: fc.constantFrom("customer", "worker", "guest", "oscar", "gone"),
    after: fc.nat(12),
  }),
  { minLength: 1, maxLength: 60 },
);

function roomAt(index: number): Conversation {
  const room = rooms[index];
  if (room === undefined) throw new Error("there are six rooms");
  return room;
}

function actorOf({ room, who }: Return): Actor {
  const { id, customer, worker } = roomAt(room);
  if (who === "oscar") return oscar;
  if (who === "gone") return gone;
  if (who === "guest") return { ...customer, guest: { conversation_id: id } };
  return who === "worker" ? worker : customer;
}

/** What somebody asks who comes back: whether they are still signed in, who is there, and what they missed. */
async function comeBack(actor: Actor, conversationId: string, after: number): Promise<CaughtUp> {
  if (!(await core.signIns.check(actor))) throw new RefusedError("token_invalid");
  await readableRoster(core, actor, conversationId);
  return core.journal.reader.after(actor, conversationId, after);
}

const answerOf = (returning: Promise<CaughtUp>): Promise<CaughtUp | string> =>
  returning.catch((error: unknown) => (error instanceof RefusedError ? error.code : "failed"));

/** What this person is owed, by the journal itself. */
function dueTo({ room, who, after }: Return): unknown {
  if (who === "oscar") return "not_found";
  if (who === "gone") return "token_invalid";
  const journal = journals.get(roomAt(room).id) ?? [];
  return { head: journal.at(-1)?.seq, events: journal.filter(({ seq }) => seq > after) };
}

function read(answer: CaughtUp | string): unknown {
  if (typeof answer === "string") return answer;
  const events = answer.events.map(({ seq, json }) => {
    const event = JSON.parse(json) as { seq: number; type: string; data: unknown };
    expect(event.seq).toBe(seq);
    return { seq, type: event.type, data: event.data };
  });
  return { head: answer.head, events };
}

describe("A rush", () => {
  it("P3: gives each who comes back exactly what they missed, in order, and outsiders nothing", async () => {
    await fc.assert(
      fc.asyncProperty(returns, fc.scheduler(), async (list, scheduler) => {
        core.rosters.forget(rooms.map(({ id }) => id));
        const answers = list.map(async (one) => {
          // They come in any order: together with others, or while these are being answered.
          await scheduler.schedule(Promise.resolve());
          return read(await answerOf(comeBack(actorOf(one), roomAt(one.room).id, one.after)));
        });
        await scheduler.waitFor(Promise.all(answers));
        expect(await Promise.all(answers)).toEqual(list.map(dueTo));
      }),
      { seed: 20_261_130, numRuns: 40 },
    );
  });

  it("fails only those who shared the query that failed", async () => {
    const { customer, id } = roomAt(0);
    const guest = { ...customer, guest: { conversation_id: id } };
    const reader = core.journal.reader;
    // No database takes this for an id: whatever asks for it as well, fails.
    const shared = [id, "no id", id].map((stream) => answerOf(reader.after(customer, stream, 0)));
    const byThemselves = answerOf(reader.after(guest, id, 0));
    expect(await Promise.all(shared)).toEqual(["failed", "failed", "failed"]);
    const whole = dueTo({ room: 0, who: "customer", after: 0 });
    expect(read(await byThemselves)).toEqual(whole);
    // Nobody is left behind: whoever comes next is answered.
    expect(read(await answerOf(reader.after(customer, id, 0)))).toEqual(whole);
  });

  it("the same of rosters and of sign-ins", async () => {
    const { customer, organization_id, id } = roomAt(0);
    core.rosters.forget([id]);
    const rosters = [id, "no id"].map((one) => core.rosters.load(organization_id, one));
    const signIns = [customer, { ...customer, sign_in_id: "no id" }].map((one) =>
      core.signIns.check(one),
    );
    const ends = (all: Promise<unknown>[]) =>
      Promise.allSettled(all).then((each) => each.map(({ status }) => status));
    expect(await ends(rosters)).toEqual(["rejected", "rejected"]);
    expect(await ends(signIns)).toEqual(["rejected", "rejected"]);
    expect(await core.rosters.load(organization_id, id)).toMatchObject({ conversation_id: id });
    expect(await core.signIns.check(customer)).toBe(true);
  });

  it("asks once for all who come together, and once more for all who come in the moment after", async () => {
    const { customer, id } = roomAt(0);
    const asked = countQueries();
    const many = (after: number) =>
      Array.from({ length: 20 }, () => core.journal.reader.after(customer, id, after));
    const first = many(0);
    await first[0];
    const next = many(1);
    // A turn later, and before any timer.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([...first, ...next, ...many(2)]);
    expect(asked()).toBe(2);
  });
});

/** How often the database was asked since. */
function countQueries(): () => number {
  const { pool } = core;
  let count = 0;
  const note = () => {
    count += 1;
  };
  pool.on("acquire", note);
  return () => {
    pool.off("acquire", note);
    return count;
  };
}
