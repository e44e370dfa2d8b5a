import type { Actor, Roster } from "@relais/core";
import type { Person } from "@relais/protocol";
import { expect, it } from "vitest";
import { Connection } from "../connections/connection.ts";
import { Registry } from "../connections/registry.ts";
import { Turn } from "../connections/turn.ts";
import { Streams } from "../streams/streams.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Presence } from "./presence.ts";

const person = (id: string): Person => ({ id, full_name: id, role: "customer" });
const roster: Roster = {
  conversation_id: "room",
  organization_id: "organization",
  case_id: "case",
  case_kind: "request",
  closed: false,
  internal_of: null,
  internal_id: null,
  guided_id: null,
  members: new Map(["awa", "moussa"].map((id) => [id, person(id)])),
};

function world() {
  const silent = { read: () => Promise.reject(new Error("unread")), deliver() {}, failed() {} };
  const streams = new Streams(silent, silent);
  const registry = new Registry();
  const presence = new Presence(registry, streams, () => {});
  const connect = (id: string) => {
    const transport = new FakeTransport();
    const connection = new Connection(transport, new Turn(), { perSecond: 1, burst: 1 }, 0);
    const actor = { ...person(id), organization_id: "organization" } as Actor;
    connection.identity = { actor, expiresAt: 0 };
    registry.add(connection);
    registry.identify(connection, id);
    presence.changed(id);
    return {
      transport,
      follow() {
        streams.conversation("room", "organization").join(connection, 0);
        presence.joined(connection, roster);
      },
      leave() {
        const stream = streams.find("room");
        if (stream) streams.leave(stream, connection);
        presence.left(connection, "room");
      },
      close() {
        registry.remove(connection);
        presence.changed(id);
      },
    };
  };
  return { connect };
}

it("N6.2: tells of a person who went while nobody looked, and comes back while somebody does", async () => {
  const { connect } = world();
  const first = connect("moussa");
  first.follow();
  const awa = connect("awa");
  // Told that she is there; then nobody follows, and she goes unseen.
  first.leave();
  awa.close();
  const second = connect("moussa");
  second.follow();
  await turn();
  connect("awa");
  await turn();
  const last = second.transport.frames.at(-1);
  expect(last).toMatchObject({
    type: "presence",
    people: [{ user_id: "awa", reachable: true }],
  });
});
