import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Connection } from "../connections/connection.ts";
import { Stream, type StreamEvent } from "./stream.ts";

const at = (seq: number) => new Date(seq * 1_000).toISOString();
const event = (seq: number): StreamEvent => ({ seq, at: at(seq), json: String(seq) });
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => event(from + i));

/** A journal whose reads are answered when the test says so. */
function journal() {
  let head = 0;
  const waiting: (() => void)[] = [];
  const delivered: number[] = [];
  const failures: unknown[] = [];
  const stream = new Stream("c", "o", {
    read: (_organization, _stream, after) =>
      new Promise((resolve) => {
        // The read sees what is committed when it begins.
        const seen = { head, events: range(after + 1, head) };
        waiting.push(() => resolve(seen));
      }),
    deliver: (_stream, events) => delivered.push(...events.map((one) => one.seq)),
    failed: (error) => failures.push(error),
  });
  return {
    stream,
    delivered,
    failures,
    commit: (count = 1) => {
      head += count;
      return range(head - count + 1, head);
    },
    get head() {
      return head;
    },
    async answerReads() {
      for (const answer of waiting.splice(0)) answer();
      // The continuation of the read runs in a microtask of its own.
      await new Promise((resolve) => setImmediate(resolve));
    },
    get reads() {
      return waiting.length;
    },
  };
}

const follower = () => ({}) as Connection;

describe("P3: a stream delivers every event once, in order", () => {
  it("delivers news that follows exactly, and passes over what was told", () => {
    const { stream, delivered, commit } = journal();
    expect(stream.join(follower(), 0)).toBe(true);
    const news = commit(2);
    stream.hear(news);
    stream.hear(news);
    stream.hear(commit());
    expect(delivered).toEqual([1, 2, 3]);
  });

  it("reads the journal when news leaves a hole, and misses nothing that comes meanwhile", async () => {
    const it = journal();
    it.stream.join(follower(), 0);
    it.commit(3);
    it.stream.hear([event(3)]);
    expect(it.delivered).toEqual([]);
    it.stream.hear(it.commit());
    await it.answerReads();
    await it.answerReads();
    expect(it.delivered).toEqual([1, 2, 3, 4]);
  });

  it("reads the journal when another process says that something happened", async () => {
    const it = journal();
    it.stream.join(follower(), 0);
    it.commit(2);
    it.stream.pull();
    await it.answerReads();
    expect(it.delivered).toEqual([1, 2]);
  });

  it("does not lose what was committed between the first follower's read and its joining", async () => {
    const it = journal();
    const read = it.head;
    it.stream.hear(it.commit());
    expect(it.stream.join(follower(), read)).toBe(true);
    await it.answerReads();
    expect(it.delivered).toEqual([1]);
  });

  it("sends a newcomer back to read when the stream has told more than it read", () => {
    const it = journal();
    it.stream.join(follower(), 0);
    const read = it.head;
    it.stream.hear(it.commit());
    const late = follower();
    expect(it.stream.join(late, read)).toBe(false);
    expect(it.stream.join(late, it.head)).toBe(true);
  });

  it("tells the others what a newcomer read before the news of it came", () => {
    const it = journal();
    it.stream.join(follower(), 0);
    const committed = it.commit(2);
    expect(it.stream.join(follower(), 2, committed)).toBe(true);
    it.stream.hear(committed);
    expect(it.delivered).toEqual([1, 2]);
  });

  it("reports a failed read and goes on with the next news", async () => {
    const failures: unknown[] = [];
    const told: number[] = [];
    let fail = true;
    const stream = new Stream("c", "o", {
      read: async () => {
        if (fail) throw new Error("away");
        return { head: 2, events: range(1, 2) };
      },
      deliver: (_stream, events) => told.push(...events.map((one) => one.seq)),
      failed: (error) => failures.push(error),
    });
    stream.join(follower(), 0);
    stream.pull();
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toHaveLength(1);
    fail = false;
    stream.hear([event(2)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([1, 2]);
  });

  it("tells nothing twice when a newcomer brings news during a read", async () => {
    const { stream, delivered, commit, answerReads } = journal();
    stream.join(follower(), 0);
    stream.hear(commit());
    commit();
    stream.pull();
    // The newcomer's own read saw one more than the read that is under way.
    const [third] = commit();
    const second = event(2);
    expect(stream.join(follower(), 3, third === undefined ? [] : [second, third])).toBe(true);
    await answerReads();
    expect(delivered).toEqual([1, 2, 3]);
    stream.hear(commit());
    expect(delivered).toEqual([1, 2, 3, 4]);
  });
});

describe("What a stream remembers", () => {
  it("is where it stands and when that was, and nothing of the event itself", async () => {
    const { stream, commit } = journal();
    stream.join(follower(), 0);
    const told = hearOne(stream, commit());
    expect(stream.seq).toBe(1);
    expect(stream.at).toBe(at(1));
    // A reference lasts until the end of the turn in which it was asked for.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(told.deref()).toBeUndefined();
  });
});

/** Tells the stream of an event with somebody who waits for it, and forgets both. */
function hearOne(stream: Stream, [event]: StreamEvent[]): WeakRef<object> {
  const origin = {};
  if (event !== undefined) stream.hear([{ ...event, origin }]);
  return new WeakRef(origin);
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
