import { describe, expect, test } from "vitest";
import type { CaseView, DownFrames } from "@relais/protocol";
import type { Socket } from "../peers/socket.ts";
import type { World } from "../target/world.ts";

export function caseRules(world: World): void {
  describe("7. Cases and counters", () => {
    test("N7.1 watching begins with the complete list, or with what changed since", async () => {
      const opened = await world.openCase();
      const socket = await world.connect("customer", { cases: {} });
      const all = await socket.next("cases");
      expect(all.complete).toBe(true);
      expect(all.removed).toEqual([]);
      expect(all.changed.map((one) => one.id)).toContain(opened.id);
      expect(all.revision).toBeGreaterThanOrEqual(opened.revision);
      expect((await socket.next("counters")).complete).toBe(true);

      const later = await world.openCase();
      const back = await world.connect("customer");
      const since = await back.get("cases", { type: "watch_cases", after: all.revision });
      expect(since.complete).toBe(false);
      expect(since.changed.map((one) => one.id)).toEqual([later.id]);
      const none = await back.get("cases", { type: "watch_cases", after: since.revision });
      expect(none).toMatchObject({ complete: false, changed: [], removed: [] });
    });

    test("N7.1 a revision from the future is refused", async () => {
      const socket = await world.connect("customer");
      const { revision } = await socket.get("cases", { type: "watch_cases" });
      const ahead = { type: "watch_cases", after: revision + 1_000_000 };
      expect((await socket.refusal(ahead)).code).toBe("cursor_ahead");
    });

    test("N7.2 every change follows live; what somebody else took is removed", async () => {
      const [customer, worker, stranger] = await Promise.all([
        world.connect("customer", { cases: {} }),
        world.connect("worker", { cases: {} }),
        world.connect("stranger", { cases: {} }),
      ]);
      for (const socket of [customer, worker, stranger]) await socket.next("counters");
      const { id } = await world.openCase();
      for (const socket of [customer, worker, stranger]) {
        expect((await nextChange(socket, id)).changed).toMatchObject([{ id, status: "pending" }]);
      }
      await world.as("worker", "POST", `/v1/cases/${id}/accept`);
      const workerId = (await world.who("worker")).id;
      for (const socket of [customer, worker]) {
        const [changed] = (await nextChange(socket, id)).changed;
        expect(changed).toMatchObject({ id, status: "accepted", assignee: { id: workerId } });
      }
      const gone = await nextChange(stranger, id);
      expect(gone).toMatchObject({ complete: false, changed: [], removed: [id] });
      await world.as("worker", "POST", `/v1/cases/${id}/status`, { status: "en_route" });
      for (const socket of [customer, worker]) {
        expect((await nextChange(socket, id)).changed).toMatchObject([{ status: "en_route" }]);
      }
      await stranger.fence();
      expect(stranger.seen("cases").filter(mentions(id))).toHaveLength(2);
    });

    test("N7.2 what was taken while away is removed on return", async () => {
      const stranger = await world.connect("stranger");
      const { id } = await world.openCase();
      const { revision } = await stranger.get("cases", { type: "watch_cases" });
      stranger.close();
      await world.as("worker", "POST", `/v1/cases/${id}/accept`);
      const back = await world.connect("stranger");
      const since = await back.get("cases", { type: "watch_cases", after: revision });
      expect(since.changed.map((one) => one.id)).not.toContain(id);
      expect(since.complete || since.removed.includes(id)).toBe(true);
    });

    test("N7.2 a case of others is never mentioned", async () => {
      const outsider = await world.connect("outsider", { cases: {} });
      const first = await outsider.next("cases");
      await outsider.next("counters");
      const { id, caseId } = await world.newTalk();
      const worker = await world.connect("worker", { cases: {} });
      const all = await worker.next("cases");
      expect(all.changed.map((one) => one.id)).toContain(caseId);
      await worker.say(id, "Entre nous");
      await world.as("worker", "POST", `/v1/cases/${caseId}/status`, { status: "en_route" });
      await nextChange(worker, caseId);
      await outsider.fence();
      expect(outsider.seen("cases")).toEqual([first]);
      const known = new Set(first.changed.map((one) => one.id));
      for (const one of all.changed) expect(known).not.toContain(one.id);
      expect(JSON.stringify(outsider.frames)).not.toContain(caseId);
      // A revision of another organization's journal tells nothing either.
      const list = await world.as<{ cases: CaseView[] }>("outsider", "GET", "/v1/cases");
      expect(list.body.cases.map((one) => one.id)).toEqual(first.changed.map((one) => one.id));
    });

    test("N7.3 counters follow the messages, and are never ahead of them", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const customer = await world.connect("customer", { cases: {} });
      await customer.follow(id);
      const sent = [await worker.say(id, "Un"), await worker.say(id, "Deux")];
      const last = sent.at(-1)?.number ?? 0;
      // A list that is read while they arrive has the message before it has counted it.
      const counted = (one: Counter) => one.last_number >= last && one.unread >= 2;
      const counter = await nextCounter(customer, id, counted);
      expect(counter).toMatchObject({ last_number: last, preview: { number: last, text: "Deux" } });
      const told = customer
        .seen("counters")
        .flatMap(({ counters }) => counters)
        .filter((one) => one.conversation_id === id);
      for (const one of told) expect(one.last_number).toBeLessThanOrEqual(last);
      customer.send({ type: "receipt", conversation_id: id, read: last });
      // Not what was told before the first message: only after the receipt is one's own message nothing new.
      await nextCounter(customer, id, (one) => one.last_number === last && one.unread === 0);
      const mine = await customer.say(id, "Merci");
      const after = await nextCounter(customer, id, (one) => one.last_number >= mine.number);
      expect(after.unread).toBe(0);
      const stranger = await world.connect("stranger", { cases: {} });
      const all = await stranger.next("counters");
      expect(all.counters.map((one) => one.conversation_id)).not.toContain(id);
    });

    test("N7.4 who counts for themselves is told of what they do not follow, and of the rest when they leave it", async () => {
      const [followed, other] = [await world.newTalk(), await world.newTalk()];
      const worker = await world.connect("worker");
      const counts = await world.connect("customer", { cases: {}, counts: true });
      const plain = await world.connect("customer", { cases: {} });
      for (const socket of [counts, plain]) {
        await socket.next("counters", ({ complete }) => complete);
        await socket.follow(followed.id);
      }
      const { number } = await worker.say(followed.id, "Vous me voyez");
      const isIt = (one: Counter) => one.last_number >= number && one.unread > 0;
      const told = await nextCounter(plain, followed.id, isIt);
      const elsewhere = await worker.say(other.id, "Et par ici");
      await nextCounter(counts, other.id, (one) => one.last_number >= elsewhere.number);
      // What was there before may be told late.
      expect(toldOf(counts, followed.id).filter(isIt)).toEqual([]);
      await plain.next("notified", (frame) => isSaid(frame) && isAbout(frame, followed.id));
      await counts.next("notified", (frame) => isSaid(frame) && isAbout(frame, other.id));
      expect(
        counts.seen("notified").filter((frame) => isSaid(frame) && isAbout(frame, followed.id)),
      ).toEqual([]);
      const ref = counts.put({ type: "unsubscribe", conversation_id: followed.id });
      await counts.next("ack", (frame) => frame.ref === ref);
      expect(await nextCounter(counts, followed.id, isIt)).toEqual(told);
      // From now on it is told like anybody else.
      const after = await worker.say(followed.id, "Je suis là");
      await nextCounter(counts, followed.id, (one) => one.last_number >= after.number);
    });
  });
}

function mentions(caseId: string) {
  return (frame: DownFrames["cases"]) =>
    frame.removed.includes(caseId) || frame.changed.some((one) => one.id === caseId);
}

function nextChange(socket: Socket, caseId: string) {
  return socket.next("cases", (frame) => !frame.complete && mentions(caseId)(frame));
}

type Counter = DownFrames["counters"]["counters"][number];

const isSaid = ({ notification }: DownFrames["notified"]) => notification?.type === "message";

const isAbout = ({ notification }: DownFrames["notified"], id: string) =>
  notification?.message?.conversation_id === id;

/** What it was told of this conversation besides complete lists. */
function toldOf(socket: Socket, id: string): Counter[] {
  const partial = socket.seen("counters").filter(({ complete }) => !complete);
  return partial.flatMap(({ counters }) => counters.filter((one) => one.conversation_id === id));
}

async function nextCounter(socket: Socket, id: string, fits: (counter: Counter) => boolean) {
  const isIt = (counter: Counter) => counter.conversation_id === id && fits(counter);
  const frame = await socket.next("counters", ({ counters }) => counters.some(isIt));
  return frame.counters.find(isIt) as Counter;
}
