import { describe, expect, it } from "vitest";
import { createFakeSurroundings, type FakePerson } from "./testing/index.ts";
import { createWorld, type World } from "./testing/world.ts";

/** A small seeded generator (mulberry32): the same seed is the same story. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One person with a device of their own. */
function participant(world: World, person: FakePerson, id: string, random: () => number) {
  const surroundings = createFakeSurroundings();
  const client = world.client(person, { surroundings, random });
  const conversation = client.conversation(id);
  conversation.view.subscribe(() => {});
  client.start();
  return { person, surroundings, client, conversation, written: [] as string[] };
}

type Participant = ReturnType<typeof participant>;

/** What may happen next, by its name. */
function troubles(world: World, one: Participant, random: () => number): (() => void)[] {
  const { server } = world;
  const write = () => {
    const text = `${one.person.full_name} ${one.written.length + 1}`;
    one.written.push(text);
    one.conversation.send(text);
  };
  return [
    write,
    write,
    write,
    () => one.conversation.markRead(),
    () => one.conversation.setTyping(random() < 0.5),
    () => server.dropConnections(),
    () => server.close("restarting", 500),
    () => server.close("slow_reader"),
    () => server.loseAnswers("send", 2),
    () => server.refuse("send", "busy", { retry_after_ms: 700 }),
    () => server.refuse("subscribe", "internal"),
    () => server.goSilent(),
    () => server.wakeUp(),
    () => server.wakeUp(),
    () => server.block("websocket"),
    () => server.unblock("websocket"),
    () => one.surroundings.setOnline(false),
    () => one.surroundings.setOnline(true),
    () => one.surroundings.setVisible(random() < 0.5),
    () => server.sessions.expireAll(),
  ];
}

describe("P2, P3: two people who go through random trouble", () => {
  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    "end equal to the journal, with every message once and in the order of writing (seed %i)",
    async (seed) => {
      const random = seeded(seed);
      const world = createWorld();
      const { awa, moussa } = world.server.cast;
      const shared = world.server.addConversation();
      const people = [awa, moussa].map((one) => participant(world, one, shared.id, random));
      for (let step = 0; step < 60; step += 1) {
        const one = people[Math.floor(random() * people.length)] as Participant;
        const choices = troubles(world, one, random);
        choices[Math.floor(random() * choices.length)]?.();
        await world.clock.advance(Math.floor(random() * 1_500));
      }
      world.server.wakeUp();
      world.server.unblock("websocket");
      for (const type of ["send", "subscribe"] as const) world.server.answer(type, () => false);
      for (const { surroundings } of people) {
        surroundings.setOnline(true);
        surroundings.setVisible(true);
      }
      await world.clock.advance(180_000);
      const written = people.flatMap((one) => one.written);
      expect(shared.messages.map(({ text }) => text).sort()).toEqual(written.sort());
      for (const { person, written: own, conversation } of people) {
        const { state, messages } = conversation.view.get();
        const fresh = shared.state(person);
        // A window folded for a while holds more than a fresh one; what both hold is equal.
        expect({ ...state, messages: state?.messages.slice(-fresh.messages.length) }).toEqual(
          fresh,
        );
        expect(messages.map(({ text }) => text)).toEqual(shared.messages.map(({ text }) => text));
        const mine = shared.messages.filter(({ sender_id }) => sender_id === person.id);
        expect(mine.map(({ text }) => text)).toEqual(own);
      }
      await Promise.all(people.map(({ client }) => client.stop()));
    },
    30_000,
  );
});
