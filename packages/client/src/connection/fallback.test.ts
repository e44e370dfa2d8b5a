import { describe, expect, it } from "vitest";
import { until } from "../testing/index.ts";
import { observed } from "../testing/observe.ts";
import { createWorld } from "../testing/world.ts";

describe("a connection where WebSockets are blocked", () => {
  it("falls back to SSE after two WebSocket failures while HTTP works", async () => {
    const world = createWorld();
    world.server.block("websocket");
    const { client, states } = observed(world);
    await world.clock.advance(3_000);
    expect(states.at(-1)).toBe("connected sse");
    expect(client.connection.get()).toMatchObject({ transport: "sse" });
  });

  it("falls back when WebSockets open but hello is never answered", async () => {
    const world = createWorld();
    world.server.answer("hello", (connection) => (connection.kind === "sse" ? false : undefined));
    const { states } = observed(world);
    await world.clock.advance(35_000);
    expect(states.at(-1)).toBe("connected sse");
  });

  it("carries everything over SSE too", async () => {
    const world = createWorld();
    world.server.block("websocket");
    const conversation = world.server.addConversation();
    const client = world.client(world.server.cast.awa, { transports: ["sse"] });
    client.start();
    const { view } = client.conversation(conversation.id);
    view.subscribe(() => {});
    await until(view, ({ status }) => status === "ready");
    client.conversation(conversation.id).send("Par SSE");
    await until(view, ({ messages }) => messages[0]?.delivery === "sent");
    conversation.say(world.server.cast.moussa, "Bien reçu");
    const { messages } = await until(view, (next) => next.messages.length === 2);
    expect(messages.map(({ text }) => text)).toEqual(["Par SSE", "Bien reçu"]);
    await client.stop();
  });

  it("returns to WebSocket beside the living SSE connection, without a break", async () => {
    const world = createWorld();
    world.server.block("websocket");
    const { states } = observed(world);
    await world.clock.advance(3_000);
    world.server.unblock("websocket");
    await world.clock.advance(60_000);
    expect(states.slice(-2)).toEqual(["connected sse", "connected websocket"]);
    expect(world.server.open().map((connection) => connection.kind)).toEqual(["websocket"]);
  });

  it("stays with SSE, trying WebSocket ever more rarely, while it is blocked", async () => {
    const world = createWorld();
    world.server.block("websocket");
    const { states } = observed(world);
    await world.clock.advance(20 * 60_000);
    expect(states.filter((state) => state === "connected sse")).toHaveLength(1);
    expect(states.at(-1)).toBe("connected sse");
  });

  it("goes back to WebSocket when SSE does not work either", async () => {
    const world = createWorld();
    world.server.block("websocket");
    world.server.block("http");
    const { client } = observed(world);
    await world.clock.advance(60_000);
    world.server.unblock("websocket");
    await world.clock.advance(60_000);
    expect(client.connection.get()).toMatchObject({ transport: "websocket" });
  });
});
