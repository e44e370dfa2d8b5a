import type { Actor, Core, Roster } from "@relais/core";
import { limits, type Person } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { Connection } from "../connections/connection.ts";
import { Registry } from "../connections/registry.ts";
import { Turn } from "../connections/turn.ts";
import { onTyping } from "../handlers/typing.ts";
import type { Realm } from "../realm.ts";
import { Streams } from "../streams/streams.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Attendance } from "./attendance.ts";
import { Presence } from "./presence.ts";
import { type TypingNews, Typing } from "./typing.ts";

const person = (id: string): Person => ({ id, full_name: id, role: "customer" });

/** A room of so many, two of whom follow it here. */
function room(people: number) {
  const names = Array.from({ length: people }, (_, index) => `person ${index}`);
  const roster: Roster = {
    conversation_id: "room",
    organization_id: "organization",
    case_id: "case",
    case_kind: "request",
    closed: false,
    internal_of: null,
    internal_id: null,
    guided_id: null,
    members: new Map(names.map((name) => [name, person(name)])),
  };
  const silent = { read: () => Promise.reject(new Error("unread")), deliver() {}, failed() {} };
  const streams = new Streams(silent, silent);
  const registry = new Registry();
  const told: TypingNews[] = [];
  const presence = new Presence(registry, streams, () => {});
  const realm = {
    core: { rosters: { peek: () => roster } } as unknown as Core,
    streams,
    registry,
    presence,
    attendance: new Attendance(streams, () => {}),
    typing: new Typing(streams),
    bus: { typing: (news: TypingNews) => told.push(news) },
  } as unknown as Realm;
  const join = (name: string) => {
    const transport = new FakeTransport();
    const connection = new Connection(transport, new Turn(), { perSecond: 1, burst: 1 }, 0);
    connection.identity = {
      actor: { ...person(name), organization_id: "organization" } as Actor,
      expiresAt: 0,
    };
    registry.add(connection);
    registry.identify(connection, name);
    streams.conversation("room", "organization").join(connection, 0);
    presence.joined(connection, roster);
    presence.changed(name);
    return { connection, transport };
  };
  return { realm, told, first: join("person 0"), second: join("person 1") };
}

const typing = { type: "typing", conversation_id: "room", active: true } as const;

describe("N6.4: rooms of many", () => {
  it("N6.4: have typing and presence up to 50 people", async () => {
    const { realm, told, first, second } = room(limits.intimateParticipants);
    await onTyping(realm, second.connection, typing);
    realm.typing.stop();
    await turn();
    expect(first.transport.frames.map((frame) => frame.type)).toEqual([
      "presence",
      "presence",
      "typing",
    ]);
    expect(told).toHaveLength(1);
  });

  it("N6.4: have neither beyond", async () => {
    const { realm, told, first, second } = room(limits.intimateParticipants + 1);
    await onTyping(realm, second.connection, typing);
    realm.typing.stop();
    await turn();
    expect(first.transport.frames).toEqual([]);
    expect(second.transport.frames).toEqual([]);
    expect(told).toEqual([]);
  });
});
