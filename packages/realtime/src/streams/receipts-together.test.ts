import type { Core } from "@relais/core";
import { limits } from "@relais/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../connections/connection.ts";
import { receiptsTogether } from "./receipts-together.ts";
import { Stream, type StreamEvent } from "./stream.ts";

const many = 1_000;

const event = (seq: number, type: string): StreamEvent => ({
  seq,
  at: "2026-03-02T08:00:00.000Z",
  json: `{"seq":${seq},"type":"${type}","data":{"text":"\\"type\\":\\"receipt.advanced\\""}}`,
});
const receipt = (seq: number) => event(seq, "receipt.advanced");
const message = (seq: number) => event(seq, "message.sent");

/** A room that everybody in it follows, and the frames that they are told. */
function room(people: number) {
  const members = new Map(Array.from({ length: people }, (_, index) => [index, {}]));
  const core = { rosters: { peek: () => ({ members }) } } as unknown as Core;
  const told: number[][] = [];
  let frames = 0;
  const journal: StreamEvent[] = [];
  const stream = new Stream("room", "organization", {
    read: async (_organization, _stream, after) => ({
      head: journal.length,
      events: journal.slice(after),
    }),
    deliver: ({ followers }, events) => {
      frames += followers.size;
      told.push(events.map(({ seq }) => seq));
    },
    patience: receiptsTogether(core),
    failed: (error) => {
      throw error;
    },
  });
  for (let index = 0; index < people; index += 1) stream.join({} as Connection, 0);
  const commit = (one: (seq: number) => StreamEvent) => {
    const next = one(journal.length + 1);
    journal.push(next);
    stream.hear([next]);
  };
  return { stream, told, commit, journal, frames: () => frames };
}

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

describe("N6.4: receipts in a room of many", () => {
  it("P3: cost each of a thousand people one frame, not a thousand, and are told whole and in order", () => {
    const { commit, frames, told } = room(many);
    commit(message);
    for (let index = 0; index < many; index += 1) commit(receipt);
    expect(frames()).toBe(many);
    vi.advanceTimersByTime(limits.receiptsTogetherMilliseconds);
    expect(told).toEqual([[1], upTo(many + 1, 2)]);
    expect(frames()).toBe(2 * many);
  });

  it("P3: go out with the next message, before it", () => {
    const { commit, told } = room(many);
    for (const one of [receipt, receipt, message, receipt]) commit(one);
    expect(told).toEqual([[1, 2, 3]]);
    vi.advanceTimersByTime(limits.receiptsTogetherMilliseconds);
    expect(told).toEqual([[1, 2, 3], [4]]);
  });

  it("P3: reach those who were there before somebody joins, whom they reach by what they read", () => {
    const { commit, stream, told } = room(many);
    for (const one of [receipt, receipt]) commit(one);
    expect(stream.join({} as Connection, 2)).toBe(true);
    commit(message);
    expect(told).toEqual([[1, 2], [3]]);
    // Whoever read less than was told has to read again.
    commit(receipt);
    expect(stream.join({} as Connection, 3)).toBe(false);
    expect(told).toEqual([[1, 2], [3], [4]]);
  });

  it("P3: wait, too, when they were committed by another server", async () => {
    const { journal, stream, told } = room(many);
    journal.push(receipt(1), receipt(2));
    stream.pull();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    expect(told).toEqual([]);
    journal.push(message(3));
    stream.pull();
    await vi.waitFor(() => expect(told).toEqual([[1, 2, 3]]));
  });

  it("are told at once where people are few", () => {
    const { commit, told } = room(limits.intimateParticipants);
    for (const one of [receipt, receipt]) commit(one);
    expect(told).toEqual([[1], [2]]);
  });
});
