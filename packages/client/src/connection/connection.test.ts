import { describe, expect, it } from "vitest";
import { RelaisError } from "../errors.ts";
import { createFakeServer, fakeRefusal, turn, until } from "../testing/index.ts";
import { connected, observed } from "../testing/observe.ts";
import { createWorld } from "../testing/world.ts";
import type { Client } from "../types.ts";

const connecting = (client: Client) => {
  const state = client.connection.get();
  if (state.status !== "connecting") throw new Error(`it is ${state.status}`);
  return state;
};

describe("the states of a connection", () => {
  it("go from not started over a first attempt to connected, and end with stop", async () => {
    const world = createWorld();
    const { client, states } = observed(world);
    await until(client.connection, (state) => state.status === "connected");
    await client.stop();
    expect(states).toEqual([
      "disconnected not_started",
      "connecting first",
      "connected websocket",
      "disconnected stopped",
    ]);
  });

  it("end signed out when there is no token, and nothing is sent", async () => {
    const world = createWorld();
    const { client, states } = observed(world, { getToken: async () => null });
    await turn();
    expect(states.at(-1)).toBe("disconnected signed_out");
    expect(world.server.received).toEqual([]);
    expect(client.connection.get().status).toBe("disconnected");
  });

  it("end signed out when the token is refused for good, as by a link that has ended, and heal when it may come later", async () => {
    const world = createWorld();
    let refusal = fakeRefusal("too_many_requests");
    const getToken = () => Promise.reject(new RelaisError(refusal));
    const { states } = observed(world, { getToken });
    await turn();
    expect(states.at(-1)).toBe("connecting network");
    refusal = fakeRefusal("link_expired");
    await world.clock.advance(1_000);
    expect(states.at(-1)).toBe("disconnected signed_out");
    expect(world.server.received).toEqual([]);
  });

  it("heal by themselves when the link breaks", async () => {
    const world = createWorld();
    const { client, states } = await connected(world);
    await world.clock.advance(20_000);
    world.server.dropConnections();
    await turn();
    expect(connecting(client)).toMatchObject({ code: "network", attempt: 0 });
    expect(connecting(client).retryAt).toBe(world.clock.now() + 250);
    await world.clock.advance(250);
    expect(states).toEqual(["connecting network", "connected websocket"]);
  });

  it("count failed attempts and wait longer each time", async () => {
    const world = createWorld();
    world.server.block("websocket");
    world.server.block("http");
    const { client } = observed(world);
    await turn();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const state = connecting(client);
      expect(state.attempt).toBe(attempt);
      const wait = (state.retryAt ?? 0) - world.clock.now();
      waits.push(wait);
      await world.clock.advance(wait);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it.each([
    ["restarting", "connecting restarting"],
    ["slow_reader", "connecting slow_reader"],
    ["flooding", "connecting flooding"],
    ["heartbeat_missed", "connecting heartbeat_missed"],
    ["internal", "connecting internal"],
    ["session_ended", "disconnected session_ended"],
    ["replaced", "disconnected replaced"],
    ["protocol_error", "disconnected protocol_error"],
    ["frame_too_large", "disconnected frame_too_large"],
    ["version_unsupported", "disconnected version_unsupported"],
  ] as const)("say what the server said when it closed: %s", async (reason, expected) => {
    const world = createWorld();
    const { states } = await connected(world);
    world.server.close(reason);
    await turn();
    expect(states).toEqual([expected]);
  });

  it("know the reason from the close code when the goodbye was lost", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.server.connections.at(-1)?.drop(4409);
    await turn();
    expect(states).toEqual(["disconnected replaced"]);
  });

  it("stay away as long as the server asks, even when the network comes back", async () => {
    const world = createWorld();
    const { client } = await connected(world);
    await world.clock.advance(20_000);
    world.server.close("restarting", 5_000);
    await turn();
    expect(connecting(client).retryAt).toBe(world.clock.now() + 5_250);
    world.surroundings.setOnline(true);
    await world.clock.advance(5_000);
    expect(client.connection.get().status).toBe("connecting");
    await world.clock.advance(250);
    expect(client.connection.get().status).toBe("connected");
  });

  it("can be started again after a final state", async () => {
    const world = createWorld();
    const { client } = await connected(world);
    world.server.close("replaced");
    await until(client.connection, (state) => state.status === "disconnected");
    client.start();
    const state = await until(client.connection, ({ status }) => status === "connected");
    expect(state).toMatchObject({ transport: "websocket" });
  });

  it("tell listeners nothing after stop, and leave no timer that does", async () => {
    const world = createWorld();
    const { client, states } = await connected(world);
    await client.stop();
    await world.clock.advance(600_000);
    expect(states).toEqual(["disconnected stopped"]);
    expect(world.server.framesOf("hello")).toHaveLength(1);
  });
});

describe("P3: a half-open connection", () => {
  it("is noticed within two heartbeats and replaced", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.server.goSilent();
    await world.clock.advance(49_999);
    expect(states).toEqual([]);
    await world.clock.advance(1);
    expect(states).toEqual(["connecting heartbeat"]);
    world.server.wakeUp();
    await world.clock.advance(1_000);
    expect(states.at(-1)).toBe("connected websocket");
  });

  it("is kept when the server answers pings", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    await world.clock.advance(10 * 60_000);
    expect(states).toEqual([]);
    expect(world.server.framesOf("ping").length).toBeGreaterThan(10);
  });

  it("is found within 3 s when the person looks again", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.surroundings.setVisible(false);
    world.server.goSilent();
    world.surroundings.setVisible(true);
    await world.clock.advance(3_000);
    expect(states[0]).toBe("connecting heartbeat");
  });

  it("is probed, not given up, after the device slept", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.clock.sleep(3_600_000);
    await world.clock.advance(10);
    await world.clock.advance(5_000);
    expect(states).toEqual([]);
  });

  it("is probed again after a sleep in the middle of a ping", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.server.goSilent();
    await world.clock.advance(26_000);
    world.clock.sleep(3_600_000);
    world.server.wakeUp();
    await world.clock.advance(10_000);
    expect(states).toEqual([]);
  });

  it("answers the pings of the server", async () => {
    const world = createWorld();
    await connected(world);
    world.server.connections.at(-1)?.send({ type: "ping" });
    await turn();
    expect(world.server.framesOf("pong")).toHaveLength(1);
  });
});

describe("the device's network", () => {
  it("going offline ends the connection at once, because an open socket stalls in silence", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    world.surroundings.setOnline(false);
    expect(states).toEqual(["connecting offline"]);
  });

  it("coming back online reconnects at once", async () => {
    const world = createWorld();
    const { client, states } = await connected(world);
    world.surroundings.setOnline(false);
    await world.clock.advance(5_000);
    world.surroundings.setOnline(true);
    await turn();
    expect(client.connection.get().status).toBe("connected");
    expect(states.at(-1)).toBe("connected websocket");
  });

  it("is tried all the same when the device wrongly says that it is offline", async () => {
    const world = createWorld();
    world.surroundings.setOnline(false);
    const { client } = observed(world);
    expect(connecting(client).code).toBe("offline");
    await world.clock.advance(30_000);
    expect(client.connection.get().status).toBe("connected");
  });

  it("is used at once when the person looks again while an attempt waits", async () => {
    const world = createWorld();
    const { client } = await connected(world);
    world.surroundings.setVisible(false);
    world.server.dropConnections();
    await turn();
    expect(client.connection.get().status).toBe("connecting");
    world.surroundings.setVisible(true);
    await turn();
    expect(client.connection.get().status).toBe("connected");
  });
});

describe("the access token", () => {
  it("is renewed on the living connection before it ends", async () => {
    const world = createWorld();
    const { states } = await connected(world);
    await world.clock.advance(15 * 60_000 - 60_000);
    const [renewal] = world.server.framesOf("token");
    expect(renewal?.token).toBe("access 2 of Awa Traoré");
    await world.clock.advance(15 * 60_000);
    expect(world.server.framesOf("token")).toHaveLength(2);
    expect(states).toEqual([]);
  });

  it("is renewed by the server's clock, not by a device's that is an hour ahead", async () => {
    const world = createWorld();
    const server = createFakeServer({
      clock: { ...world.clock, now: () => world.clock.now() - 3_600_000 },
    });
    await connected(
      { ...world, server, client: world.client },
      server.clientOptions(server.cast.awa),
    );
    await world.clock.advance(60_000);
    expect(server.framesOf("token")).toHaveLength(0);
    await world.clock.advance(13 * 60_000);
    expect(server.framesOf("token")).toHaveLength(1);
  });

  it("is asked for again, with the refused one named, when the server refuses it", async () => {
    const world = createWorld();
    const { client, states } = await connected(world);
    world.server.sessions.expireAll();
    world.server.close("unauthenticated");
    await turn();
    expect(client.connection.get().status).toBe("connected");
    expect(states).toEqual(["connecting token", "connected websocket"]);
    expect(world.server.framesOf("hello").at(-1)?.token).toBe("access 2 of Awa Traoré");
  });

  it("that is refused twice without another one to show ends the attempts", async () => {
    const world = createWorld();
    const { states } = observed(world, { getToken: async () => "forged" });
    await world.clock.advance(10_000);
    expect(states.at(-1)).toBe("disconnected unauthenticated");
    expect(world.server.framesOf("hello")).toHaveLength(2);
  });

  it("that cannot be had for want of a network is asked for again", async () => {
    const world = createWorld();
    let failures = 2;
    const { getToken } = world.server.clientOptions(world.server.cast.awa);
    const { client, states } = observed(world, {
      getToken: async (refused) => {
        failures -= 1;
        if (failures >= 0) throw new Error("no network");
        return getToken(refused);
      },
    });
    await world.clock.advance(1_500);
    expect(client.connection.get().status).toBe("connected");
    expect(states).toEqual([
      "disconnected not_started",
      "connecting first",
      "connecting network",
      "connected websocket",
    ]);
  });

  it("of somebody else, who has signed in in another tab, ends the connection as signed out", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const { states } = observed(world, {
      ...world.server.clientOptions(moussa),
      viewerId: awa.id,
    });
    await turn();
    expect(states.at(-1)).toBe("disconnected signed_out");
  });

  it("that is gone at renewal ends the connection as signed out", async () => {
    const world = createWorld();
    let token: string | null = world.server.sessions.issue(world.server.cast.awa);
    const { states } = await connected(world, { getToken: async () => token });
    token = null;
    await world.clock.advance(15 * 60_000);
    expect(states).toEqual(["disconnected signed_out"]);
  });
});
