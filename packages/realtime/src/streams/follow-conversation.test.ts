import { type Actor, type CaughtUp, type Core, RefusedError, type Roster } from "@relais/core";
import { limits } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { Connection } from "../connections/connection.ts";
import { Turn } from "../connections/turn.ts";
import type { Realm } from "../realm.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { followConversation, unfollowConversation } from "./follow-conversation.ts";
import type { Stream } from "./stream.ts";
import { Streams } from "./streams.ts";

const actor: Actor = {
  id: "awa",
  organization_id: "organization",
  role: "customer",
  full_name: "Awa Traoré",
  sign_in_id: "sign-in",
};

/** A journal of `head` events in every conversation, each as long as `text`, read when the test says so. */
function setUp({ head = 3, text = "", reads = true } = {}) {
  const waiting: (() => void)[] = [];
  const event = (seq: number) => ({
    seq,
    at: "2026-03-02T08:00:00.000Z",
    json: JSON.stringify({ seq, text }),
  });
  const after = (_organization: string, _stream: string, position: number) =>
    new Promise<CaughtUp>((resolve) => {
      const events = Array.from({ length: head - position }, (_, index) =>
        event(position + index + 1),
      );
      waiting.push(() => resolve({ head, events }));
    });
  const roster = (conversation_id: string): Roster => ({
    conversation_id,
    organization_id: "organization",
    case_id: "case",
    case_kind: "request",
    closed: false,
    internal_of: null,
    internal_id: null,
    guided_id: null,
    members: new Map([[actor.id, { id: actor.id, full_name: actor.full_name, role: actor.role }]]),
  });
  const source = { read: after, deliver() {}, failed() {} };
  const realm = {
    core: {
      rosters: { peek: (_organization: string, id: string) => roster(id) },
      journal: { reader: { after } },
    } as unknown as Core,
    streams: new Streams(source, source),
    presence: { joined() {}, left() {} },
    positions: { joined() {} },
  } as unknown as Realm;
  const transport = new FakeTransport({ reads });
  const connection = new Connection(transport, new Turn(), { perSecond: 50, burst: 200 }, 0);
  connection.identity = { actor, expiresAt: 0 };
  const answer = async () => {
    for (const resolve of waiting.splice(0)) resolve();
    await turn();
  };
  return { realm, transport, connection, answer, waiting };
}

describe("Following conversations", () => {
  it("N3.6: at most 500 at once; the list of cases is none of them", async () => {
    const { realm, connection, answer } = setUp();
    connection.followed.set(actor.organization_id, {} as Stream);
    for (let count = 1; count < limits.subscriptions; count += 1) {
      connection.followed.set(`conversation ${count}`, {} as Stream);
    }
    const last = followConversation(realm, connection, { conversation_id: "last", after: 0 });
    await expect(
      followConversation(realm, connection, { conversation_id: "too many", after: 0 }),
    ).rejects.toThrow(new RefusedError("too_many_subscriptions"));
    await turn();
    await answer();
    await last;
    expect(connection.followed.has("last")).toBe(true);
  });

  it("N3.6: what one connection asks of one conversation is answered in the order asked", async () => {
    const { realm, transport, connection, answer } = setUp();
    const standing = { conversation_id: "talk", after: 0 };
    const asked = [
      followConversation(realm, connection, standing, 1),
      followConversation(realm, connection, { ...standing, after: 1 }, 2),
      unfollowConversation(realm, connection, "talk", 3),
      followConversation(realm, connection, { ...standing, after: 2 }, 4),
    ];
    for (let count = 0; count < 4; count += 1) {
      await turn();
      await answer();
    }
    await Promise.all(asked);
    await turn();
    expect(transport.frames).toMatchObject([
      { type: "subscribed", ref: 1, events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] },
      { type: "subscribed", ref: 2, events: [{ seq: 2 }, { seq: 3 }] },
      { type: "ack", ref: 3 },
      { type: "subscribed", ref: 4, events: [{ seq: 3 }] },
    ]);
    expect(connection.preparing.size).toBe(0);
    expect([...connection.followed.keys()]).toEqual(["talk"]);
  });

  it("P3: a slow reader is brought up to date little by little, and is never cut off for it", async () => {
    const { realm, transport, connection, answer } = setUp({
      head: 10,
      text: "x".repeat(10_000),
      reads: false,
    });
    const conversations = Array.from({ length: 60 }, (_, index) => `talk ${index}`);
    const all = Promise.all(
      conversations.map((conversation_id) =>
        followConversation(realm, connection, { conversation_id, after: 0 }),
      ),
    );
    let held = 0;
    for (let round = 0; transport.frames.length < conversations.length; round += 1) {
      expect(round).toBeLessThan(20);
      await turn();
      await answer();
      // Something else happens meanwhile.
      connection.send({ type: "ping" });
      await turn();
      held = Math.max(held, transport.pending);
      transport.drain();
    }
    for (let count = 0; count < 20; count += 1) {
      await turn();
      await answer();
      transport.drain();
    }
    await all;
    expect(transport.closedWith).toBeUndefined();
    expect(transport.frames.filter((frame) => frame.type === "subscribed")).toHaveLength(60);
    // Sixteen of a hundred kilobytes, and what may always wait.
    expect(held).toBeLessThan(2_100_000);
  });

  it("lets go of everything when the connection ends meanwhile", async () => {
    const { realm, connection, answer } = setUp();
    const following = followConversation(realm, connection, { conversation_id: "talk", after: 0 });
    await turn();
    connection.closed = true;
    await answer();
    await following;
    expect(connection.followed.size).toBe(0);
    expect(realm.streams.size).toBe(0);
  });
});
