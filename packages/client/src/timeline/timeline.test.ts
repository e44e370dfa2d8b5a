import type { TimelineEntry } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { createClient } from "../client.ts";
import { createFakeServer, FakeRefusal, until } from "../testing/index.ts";
import { changesOf, statusTimes } from "./changes.ts";
import { timelineOf } from "./timeline.ts";

const entry = (revision: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `entry ${revision} ${more.subject ?? "status"}`,
  revision,
  at: `2026-03-01T10:0${revision}:00.000Z`,
  actor: null,
  subject: "status",
  field: null,
  from: null,
  to: `status ${revision}`,
  reason: null,
  note: null,
  internal: false,
  told_at: null,
  ...more,
});

function timeline() {
  const server = createFakeServer();
  let entries = [entry(1), entry(2), entry(3)];
  const asked: number[] = [];
  let broken = false;
  server.answerHttp("GET /v1/cases/c1/timeline", ({ query }) => {
    if (broken) throw new FakeRefusal("busy");
    const after = Number(query.get("after"));
    asked.push(after);
    const rest = entries.filter(({ revision }) => revision > after);
    const page = rest.slice(0, 2);
    return {
      entries: page,
      revision: page.at(-1)?.revision ?? after,
      has_more: page.length < rest.length,
    };
  });
  const client = createClient(server.clientOptions(server.cast.awa));
  return {
    client,
    asked,
    subject: timelineOf(client, "c1"),
    break: (now: boolean) => {
      broken = now;
    },
    add: (next: TimelineEntry) => {
      entries = [...entries, next];
    },
  };
}

describe("the timeline of a case", () => {
  it("N19.4 is read page by page, and then only what came since", async () => {
    const { subject, asked, add } = timeline();
    subject.reach(3);
    await until(subject.view, ({ status }) => status === "ready");
    expect(subject.view.get().entries.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    add(entry(7));
    subject.reach(7);
    await until(subject.view, ({ entries }) => entries.length === 4);
    expect(asked).toEqual([0, 2, 3]);
  });

  it("asks for nothing that it has reached", async () => {
    const { subject, asked } = timeline();
    subject.reach(3);
    await until(subject.view, ({ status }) => status === "ready");
    subject.reach(3);
    subject.reach(2);
    expect(asked).toEqual([0, 2]);
  });

  it("says when it could not be read, and is read when tried again", async () => {
    const { subject, break: setBroken } = timeline();
    setBroken(true);
    subject.reach(3);
    await until(subject.view, ({ status }) => status === "failed");
    setBroken(false);
    subject.again();
    await until(subject.view, ({ status }) => status === "ready");
    expect(subject.view.get().entries).toHaveLength(3);
  });

  it("is the same object for the same case", () => {
    const { client, subject } = timeline();
    expect(timelineOf(client, "c1")).toBe(subject);
    expect(timelineOf(client, "c2")).not.toBe(subject);
  });
});

describe("what was done at once", () => {
  it("is one change, with its words and notes apart", () => {
    const [taken, hidden] = changesOf([
      entry(1, { reason: "Il est proche", told_at: "2026-03-01T10:01:00.000Z" }),
      entry(1, { subject: "assignee", to: "Moussa Keïta" }),
      entry(1, { subject: "note", to: null, note: "Client pressé", internal: true }),
      entry(2, { subject: "tags", internal: true }),
    ]);
    expect(taken).toMatchObject({
      revision: 1,
      reason: "Il est proche",
      notes: [{ text: "Client pressé", internal: true }],
      internal: false,
      told_at: "2026-03-01T10:01:00.000Z",
    });
    expect(taken?.entries.map(({ subject }) => subject)).toEqual(["status", "assignee"]);
    expect(hidden).toMatchObject({ internal: true, told_at: null });
  });

  it("says when each status was reached, the last time", () => {
    const times = statusTimes([entry(1, { to: "open" }), entry(2), entry(3, { to: "open" })]);
    expect(times.get("open")).toBe("2026-03-01T10:03:00.000Z");
    expect(times.size).toBe(2);
  });
});
