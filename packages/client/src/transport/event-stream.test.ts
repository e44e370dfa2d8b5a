import { describe, expect, it } from "vitest";
import { eventStreamReader } from "./event-stream.ts";

function read(...pieces: string[]): string[] {
  const events: string[] = [];
  const feed = eventStreamReader((data) => events.push(data));
  for (const piece of pieces) feed(piece);
  return events;
}

describe("an event stream", () => {
  it("is cut into the data of its events", () => {
    expect(read("data: one\n\ndata: two\n\n")).toEqual(["one", "two"]);
  });

  it("may arrive in any pieces", () => {
    const text = 'data: {"a":1}\r\n\r\n: a comment\r\n\r\ndata:two\r\n\r\n';
    expect(read(...text)).toEqual(['{"a":1}', "two"]);
    expect(read(text)).toEqual(['{"a":1}', "two"]);
  });

  it("joins the lines of one event, and passes over other fields", () => {
    expect(read("event: x\ndata: one\ndata: two\nid: 3\n\n")).toEqual(["one\ntwo"]);
  });

  it("keeps back an event that is not complete", () => {
    expect(read("data: one\n\ndata: tw")).toEqual(["one"]);
  });
});
