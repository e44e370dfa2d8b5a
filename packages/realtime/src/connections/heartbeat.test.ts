import type { Actor } from "@relais/core";
import { limits } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Connection } from "./connection.ts";
import { lookAfter } from "./heartbeat.ts";
import { Turn } from "./turn.ts";

const heartbeat = limits.heartbeatMilliseconds;
const never = Number.MAX_SAFE_INTEGER;

function connectionOf({ expiresAt = never, signedIn = true } = {}) {
  const transport = new FakeTransport();
  const connection = new Connection(transport, new Turn(), { perSecond: 50, burst: 200 }, 0);
  if (signedIn) connection.identity = { actor: {} as Actor, expiresAt };
  return { transport, connection };
}

describe("Looking after connections", () => {
  it("N1.2: closes whoever does not say hello in time, however much they say", () => {
    const { transport, connection } = connectionOf({ signedIn: false });
    connection.heardAt = limits.helloMilliseconds;
    lookAfter([connection], limits.helloMilliseconds, 0);
    expect(transport.closedWith).toBeUndefined();
    lookAfter([connection], limits.helloMilliseconds + 1, 0);
    expect(transport.closedWith).toBe("hello_timeout");
    expect(transport.frames).toMatchObject([{ type: "bye", code: 4408, reconnect: true }]);
  });

  it("N1.5: closes 30 s after the token ended without renewal, not before", () => {
    const { transport, connection } = connectionOf({ expiresAt: 1_000 });
    lookAfter([connection], 0, 31_000);
    expect(transport.closedWith).toBeUndefined();
    lookAfter([connection], 0, 31_001);
    expect(transport.closedWith).toBe("unauthenticated");
    expect(transport.frames).toMatchObject([{ type: "bye", code: 4401, reconnect: true }]);
  });

  it("N1.5: leaves a connection alone whose token was renewed", () => {
    const { transport, connection } = connectionOf({ expiresAt: 1_000 });
    connection.identity = { actor: {} as Actor, expiresAt: 900_000 };
    lookAfter([connection], 0, 31_001);
    expect(transport.closedWith).toBeUndefined();
  });

  it("N8.1: asks whoever was silent for a heartbeat, once", async () => {
    const { transport, connection } = connectionOf();
    lookAfter([connection], heartbeat, 0);
    await turn();
    expect(transport.frames).toEqual([]);
    lookAfter([connection], heartbeat + 1, 0);
    lookAfter([connection], heartbeat + 5_000, 0);
    await turn();
    expect(transport.frames).toEqual([{ type: "ping" }]);
  });

  it("N8.1: takes whoever was silent for two heartbeats for dead", () => {
    const { transport, connection } = connectionOf();
    lookAfter([connection], 2 * heartbeat, 0);
    expect(transport.closedWith).toBeUndefined();
    lookAfter([connection], 2 * heartbeat + 1, 0);
    expect(transport.closedWith).toBe("heartbeat_missed");
    expect(transport.frames.at(-1)).toMatchObject({ type: "bye", code: 4410, reconnect: true });
  });

  it("N8.1: hearing anything at all begins the wait anew", () => {
    const { transport, connection } = connectionOf();
    connection.heardAt = 1.5 * heartbeat;
    lookAfter([connection], 3 * heartbeat, 0);
    expect(transport.closedWith).toBeUndefined();
  });
});
