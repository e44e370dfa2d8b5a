import { describe, expect, test } from "vitest";
import { knownTo } from "./cast.ts";
import { type Kind, kinds } from "./kinds.ts";
import { type Caller, read, type Room, type WayName, ways, write } from "./ways.ts";
import { posted } from "./posted.ts";
import type { World } from "../target/world.ts";

/** A place, a voice and a file, as each API tells of them where it has a word for them, or none. */
const unspoken: Readonly<Record<Exclude<WayName, "native">, unknown[]>> = {
  depannage: ["", "", ""],
  delivery: ["", "Voice message (0:03)", "File sent: devis.pdf"],
  tickets: ["Position shared: 12.6392, -8.0029", "Voice message (0:03)", "File sent: devis.pdf"],
  claims: ["Shared position: 12.6392, -8.0029", "", ""],
  garage: ["Position shared: 12.6392, -8.0029", "Voice message (0:03)", "File sent: devis.pdf"],
};

const all = Object.keys(ways) as WayName[];

/** One conversation, whichever API it is written and read by. */
export function crossingRules(world: World): void {
  const personOf = knownTo(world);

  async function openKind({ customer, worker, open }: Kind) {
    const people = { customer: await personOf(customer), worker: await personOf(worker) };
    const place = await open(world, people.customer, people.worker);
    const room = { ...place, customer_id: people.customer.id, worker_id: people.worker.id };
    return { ...people, room };
  }

  /** What each API tells of a conversation, which must be the same list. */
  async function readEverywhere(who: Caller, names: readonly WayName[], room: Room) {
    const lists = await Promise.all(names.map((way) => read(world, who, way, room)));
    const [first] = lists;
    for (const [index, { status, told }] of lists.entries()) {
      const ids = told.map(({ id }) => id);
      const expected = { way: names[index], status: 200, ids: first?.told.map(({ id }) => id) };
      expect({ way: names[index], status, ids }).toEqual(expected);
      expect(new Set(ids).size).toBe(ids.length);
    }
    return lists.map(({ told }) => told);
  }

  describe.each(Object.entries(kinds))("a conversation of a %s", (name, kind) => {
    test("what is written in any API is read in each other, in order and once", async () => {
      const { customer, worker, room } = await openKind(kind);
      const written: string[] = [];
      for (const way of [...kind.ways, ...kind.ways]) {
        const who = written.length % 2 === 0 ? worker : customer;
        const text = `${name} ${written.length}, ${way}`;
        expect(await write(world, who, way, room, { text })).toMatchObject({ status: 201 });
        written.push(text);
      }
      for (const who of [customer, worker]) {
        for (const told of await readEverywhere(who, kind.ways, room)) {
          expect(told.slice(-written.length).map(({ text }) => text)).toEqual(written);
        }
      }
    });

    test("what is written at once in all APIs has one order in all of them", async () => {
      const { customer, worker, room } = await openKind(kind);
      const writings = kind.ways.flatMap((way, at) =>
        [customer, worker].map((who, part) => {
          const text = `${way} ${part}`;
          const client_id = `${room.case_id}-${at}-${part}`;
          return write(world, who, way, room, { text, client_id });
        }),
      );
      const ids = (await Promise.all(writings)).map(({ id }) => id);
      for (const told of await readEverywhere(worker, kind.ways, room)) {
        const last = told.slice(-ids.length).map(({ id }) => id);
        expect(last.toSorted()).toEqual(ids.toSorted());
      }
    });

    test("the same client_id is one message, through whichever API it comes again", async () => {
      const { worker, room } = await openKind(kind);
      for (const first of kind.ways) {
        const writing = { text: `Une fois, ${first}`, client_id: crypto.randomUUID() };
        const { id } = await write(world, worker, first, room, writing);
        for (const again of [first, ...kind.ways]) {
          const resent = await write(world, worker, again, room, writing);
          expect({ first, again, id: resent.id }).toEqual({ first, again, id });
          const other = { ...writing, text: "Autre chose" };
          const refused = await write(world, worker, again, room, other);
          expect({ first, again, status: refused.status }).toEqual({ first, again, status: 409 });
        }
        for (const told of await readEverywhere(worker, kind.ways, room)) {
          expect(told.filter(({ client_id }) => client_id === writing.client_id)).toHaveLength(1);
        }
      }
    });

    test("an outsider finds it in no API, and writes nothing", async () => {
      const { worker, room } = await openKind(kind);
      const outsider = await personOf("outsider@outside.demo");
      const [before] = await readEverywhere(worker, kind.ways, room);
      for (const way of all) {
        const { status: found, told } = await read(world, outsider, way, room);
        const { status } = await write(world, outsider, way, room, { text: "Oscar" });
        expect({ way, found, told, status }).toEqual({ way, found: 404, told: [], status: 404 });
      }
      const [after] = await readEverywhere(worker, kind.ways, room);
      expect(after).toEqual(before);
    });

    test("what an API has no word for is a text that says what it is", async () => {
      const { worker, room } = await openKind(kind);
      const post = await posted(world, worker.token, room.conversation_id);
      for (const way of kind.ways) {
        if (way === "native") continue;
        const { told } = await read(world, worker, way, room);
        const last = told.slice(-post.length);
        expect({ way, ids: last.map(({ id }) => id) }).toEqual({ way, ids: post });
        expect(last.map(({ text }) => text)).toEqual(unspoken[way]);
      }
    });

    // Garage has no address for it: it names people, and tells what these two said to each other elsewhere.
    const closed = all.filter((way) => way !== "garage" && !kind.ways.includes(way));
    test.each(closed)("%s opens its own only: this one is unknown to it", async (way) => {
      const { worker, room } = await openKind(kind);
      expect(await read(world, worker, way, room)).toEqual({ status: 404, told: [] });
      expect((await write(world, worker, way, room, { text: "Ici ?" })).status).toBe(404);
    });

    test.skipIf(kind.ways.includes("garage"))("garage tells nothing of it", async () => {
      const { worker, room } = await openKind(kind);
      const { id } = await write(world, worker, "native", room, { text: "Pas dans le garage" });
      const { told } = await read(world, worker, "garage", room);
      expect(told.map((one) => one.id)).not.toContain(id);
    });
  });
}
