import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

const anotherEpoch = "01900000-0000-7000-8000-000000000000";
const lastYear = "2025-01-01T00:00:00.000Z";

export function restoredRules(world: World): void {
  describe("35. A server that was restored", () => {
    test("N35.1 welcome names the epoch of the journal, and every HTTP answer does (N35.6)", async () => {
      const first = await world.welcomed("customer");
      const second = await world.welcomed("stranger");
      expect(second.epoch).toBe(first.epoch);
      const { headers } = await world.as("customer", "GET", "/v1/cases");
      expect(headers.get("relais-epoch")).toBe(first.epoch);
    });

    test.each(["connect", "connectStream"] as const)(
      "N35.2 positions of another epoch count as none, those of this one hold (%s)",
      async (connect) => {
        const { epoch } = await world.welcomed("customer");
        const { id } = await world.newTalk();
        const subscriptions = [{ conversation_id: id, after: 1 }];
        const foreign = await world[connect]("customer", {
          epoch: anotherEpoch,
          subscriptions,
          cases: { after: 1 },
        });
        const fresh = await foreign.next("subscribed");
        expect(fresh.snapshot?.seq).toBe(fresh.seq);
        expect(fresh.at).toBeDefined();
        expect((await foreign.next("cases")).complete).toBe(true);
        const own = await world[connect]("customer", { epoch, subscriptions });
        const since = await own.next("subscribed");
        expect(since.snapshot).toBeUndefined();
        expect(since.events?.[0]?.seq).toBe(2);
      },
    );

    test("N35.3 a position where something else happened is of a journal that is gone", async () => {
      const { id: conversation_id } = await world.newTalk();
      const worker = await world.connect("stranger");
      const socket = await world.connect("customer");
      const { seq: after, at } = await socket.follow(conversation_id);
      const here = { type: "subscribe", conversation_id, after } as const;
      // At the head of what is followed already, and behind it.
      for (const moment of ["now", "later"]) {
        expect(await socket.refusal({ ...here, at: lastYear })).toMatchObject({
          code: "journal_changed",
          retry: "never",
        });
        const went = await socket.get("subscribed", { ...here, ...(at !== undefined && { at }) });
        expect(went.snapshot).toBeUndefined();
        expect(went.events?.map(({ seq }) => seq) ?? []).toEqual(
          moment === "now" ? [] : [after + 1, after + 2],
        );
        if (moment === "later") break;
        await worker.close();
        const other = await world.connect("customer");
        await other.say(conversation_id, "Vous venez ?");
        await other.say(conversation_id, "Bientôt ?");
      }
      // In hello alike.
      const next = await world.connect("customer", {
        subscriptions: [{ conversation_id, after, at: lastYear }],
      });
      expect(await next.next("refused")).toMatchObject({
        code: "journal_changed",
        conversation_id,
      });
    });

    test("N35.3 the last event that came says when it happened: with that a client comes back", async () => {
      const { id: conversation_id } = await world.newTalk();
      const socket = await world.connect("customer");
      await socket.follow(conversation_id);
      const { seq: after } = await socket.say(conversation_id, "Bonjour");
      await socket.until(conversation_id, after);
      const at = socket.eventsOf(conversation_id).find(({ seq }) => seq === after)?.at;
      const back = await world.connect("customer", {
        subscriptions: [{ conversation_id, after, ...(at !== undefined && { at }) }],
      });
      expect(await back.next("subscribed")).toMatchObject({ seq: after, events: [] });
    });
  });
}
