import type { DisplayedMessage } from "@relais/client";
import { describe, expect, it } from "vitest";
import { layRows, layTogether, type RowsInput } from "./rows.ts";

const at = (day: number, clock: string) => new Date(`2026-11-${day}T${clock}:00`).toISOString();

function message(number: number, sender: string, created_at: string): DisplayedMessage {
  return {
    id: `id-${number}`,
    key: `key-${number}`,
    number,
    sender_id: sender,
    kind: "text",
    text: `text ${number}`,
    system: null,
    client_id: null,
    created_at,
    reply_to: null,
    edited_at: null,
    deleted_at: null,
    reactions: {},
    delivery: sender === "me" ? "sent" : "received",
  };
}

const lay = (messages: DisplayedMessage[], other: Partial<RowsInput> = {}) =>
  layRows({
    messages,
    hasOlder: false,
    typing: [],
    unreadAfter: null,
    startedAt: at(20, "08:00"),
    ...other,
  });

const shape = (rows: ReturnType<typeof layRows>) =>
  rows.map((row) =>
    row.type === "message"
      ? `${row.first ? "(" : ""}${row.message.number}${row.last ? ")" : ""}`
      : row.type,
  );

describe("The layout of messages", () => {
  it("groups one sender within five minutes", () => {
    const rows = lay([
      message(1, "awa", at(20, "10:00")),
      message(2, "awa", at(20, "10:04")),
      message(3, "awa", at(20, "10:12")),
      message(4, "me", at(20, "10:13")),
    ]);
    expect(shape(rows)).toEqual(["start", "day", "(1", "2)", "(3)", "(4)"]);
  });

  it("begins every day with its heading, and never groups across midnight", () => {
    const rows = lay([message(1, "awa", at(20, "23:59")), message(2, "awa", at(21, "00:01"))]);
    expect(shape(rows)).toEqual(["start", "day", "(1)", "day", "(2)"]);
  });

  it("puts one unread line before the first message of someone else", () => {
    const rows = lay(
      [
        message(1, "awa", at(20, "10:00")),
        message(2, "me", at(20, "10:01")),
        message(3, "awa", at(20, "10:02")),
        message(4, "awa", at(20, "10:03")),
      ],
      { unreadAfter: 1 },
    );
    expect(shape(rows)).toEqual(["start", "day", "(1)", "(2)", "unread", "(3", "4)"]);
    expect(rows[4]).toMatchObject({ count: 2 });
  });

  it("counts what the machine wrote for others too, as the badge does", () => {
    const note: DisplayedMessage = {
      ...message(2, "awa", at(20, "10:01")),
      kind: "system",
      system: { name: "status", kind: "request", status: "en_route", actor_name: "Awa" },
    };
    const own: DisplayedMessage = { ...note, number: 4, key: "own", delivery: "sent" };
    const rows = lay(
      [message(1, "awa", at(20, "10:00")), note, message(3, "awa", at(20, "10:02")), own],
      {
        unreadAfter: 1,
      },
    );
    expect(shape(rows)).toEqual(["start", "day", "(1)", "unread", "note", "(3)", "note"]);
    expect(rows.find(({ type }) => type === "unread")).toMatchObject({ count: 2 });
  });

  it("breaks a group at the unread line", () => {
    const rows = lay([message(1, "awa", at(20, "10:00")), message(2, "awa", at(20, "10:01"))], {
      unreadAfter: 1,
    });
    expect(shape(rows)).toEqual(["start", "day", "(1)", "unread", "(2)"]);
  });

  it("draws no line when nothing is unread", () => {
    expect(shape(lay([message(1, "me", at(20, "10:00"))], { unreadAfter: 0 }))).toEqual([
      "start",
      "day",
      "(1)",
    ]);
  });

  it("ends with who is typing, and begins with what can still be loaded", () => {
    const rows = lay([message(1, "awa", at(20, "10:00"))], { typing: ["awa"], hasOlder: true });
    expect(shape(rows)).toEqual(["older", "day", "(1)", "typing"]);
  });
});

describe("N20.3: messages for the team among those of the conversation", () => {
  const said = (number: number) => message(number, "you", at(20, "09:00"));
  const note = (number: number, beside: number) => ({
    ...message(100 + number, "me", at(20, "08:00")),
    beside,
  });
  const order = (input: Parameters<typeof layTogether>[0]) =>
    layTogether(input).map(({ message: one, internal }) => `${internal ? "i" : ""}${one.number}`);

  it("N20.3: stand after the message that they are beside, whatever the clocks say", () => {
    const internal = [note(1, 0), note(2, 2), note(3, 2), note(4, 3)];
    expect(order({ messages: [said(1), said(2), said(3)], internal, hasOlder: false })).toEqual([
      "i101",
      "1",
      "2",
      "i102",
      "i103",
      "3",
      "i104",
    ]);
  });

  it("wait for the part of the past that they belong to", () => {
    const internal = [note(1, 3), note(2, 9), note(3, 11), note(4, 20)];
    const messages = [said(10), said(11), said(12)];
    expect(order({ messages, internal, hasOlder: true })).toEqual([
      "i102",
      "10",
      "11",
      "i103",
      "12",
      "i104",
    ]);
    expect(order({ messages, internal, hasOlder: true, hasNewer: true })).toEqual([
      "i102",
      "10",
      "11",
      "i103",
      "12",
    ]);
  });

  it("under way come last, and never stand in a group with what the customer sees", () => {
    const { beside: _, ...waiting } = { ...note(5, 0), number: null };
    const rows = layRows({
      messages: [message(1, "me", at(20, "09:00"))],
      internal: [waiting],
      hasOlder: false,
      typing: [],
      unreadAfter: null,
      startedAt: null,
    });
    expect(rows.slice(1)).toMatchObject([
      { type: "message", first: true, last: true },
      { type: "internal", first: true, last: true },
    ]);
  });
});
