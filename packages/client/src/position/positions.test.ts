import type { DownFrames, PositionShare } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { memoryDrafts } from "../drafts/storage.ts";
import { RelaisError } from "../errors.ts";
import { FakeRefusal } from "../testing/fake-fetch.ts";
import { FakeGeolocation } from "../testing/fake-geolocation.ts";
import { type FakeConversation, turn, until } from "../testing/index.ts";
import { createWorld } from "../testing/world.ts";
import type { ClientOptions } from "../types.ts";

const shareOf = (shared: FakeConversation, user_id: string): PositionShare => ({
  id: `${shared.id.slice(0, -2)}${user_id.slice(-2)}`,
  user_id,
  until: "1_hour",
  destination: null,
  started_at: "2026-11-20T08:00:00.000Z",
  ends_at: "2026-11-20T09:00:00.000Z",
});

const stopRoute = ({ id }: FakeConversation) => `DELETE /v1/conversations/${id}/position-share`;

async function following(options: Partial<ClientOptions> = {}) {
  const world = createWorld();
  const geolocation = new FakeGeolocation();
  const shared = world.server.addConversation();
  const client = world.client(world.server.cast.awa, { geolocation, ...options });
  const conversation = client.conversation(shared.id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status === "ready");
  const { awa, moussa } = world.server.cast;
  const send = async (frame: DownFrames["position"]) => {
    world.server.open()[0]?.send(frame);
    await turn();
  };
  return { world, shared, client, conversation, geolocation, awa, moussa, send };
}

describe("where the others are", () => {
  it("is the newest of each share, with its age by the server's clock, until the share ends", async () => {
    const { world, shared, conversation, moussa, send } = await following();
    const share = shareOf(shared, moussa.id);
    const at = new Date(world.clock.now() - 3_000).toISOString();
    const fix = { latitude: 12.6, longitude: -8, accuracy_m: 9, at };
    const frame: DownFrames["position"] = {
      type: "position",
      conversation_id: shared.id,
      share_id: share.id,
      user_id: moussa.id,
      fix,
      arrival: null,
    };
    await send(frame);
    expect(conversation.view.get().positions.latest).toEqual({});
    shared.startShare(share);
    await turn();
    await send(frame);
    await send({ ...frame, fix: { ...fix, latitude: 12.7 } });
    const { latest } = conversation.view.get().positions;
    expect(latest[share.id]).toMatchObject({ user_id: moussa.id, fix: { latitude: 12.7 } });
    expect(Math.abs((latest[share.id]?.measured_at ?? 0) - Date.parse(at))).toBeLessThan(1_000);
    shared.endShare(share, "arrived");
    await turn();
    expect(conversation.view.get().positions.latest).toEqual({});
  });
});

describe("one's own share", () => {
  it("goes on from this device when asked, and ends when the server ends it", async () => {
    const { world, shared, conversation, geolocation, awa } = await following();
    conversation.positions.resume();
    expect(geolocation.watching).toBe(0);
    const share = shareOf(shared, awa.id);
    shared.startShare(share);
    await turn();
    conversation.positions.resume();
    await until(conversation.view, ({ positions }) => positions.sending === "searching");
    geolocation.at(12.6, -8, world.clock.now());
    await turn();
    expect(world.server.framesOf("position")).toHaveLength(1);
    expect(conversation.view.get().positions.sending).toBe("live");
    shared.endShare(share, "closed");
    await turn();
    expect(conversation.view.get().positions.sending).toBe("off");
    expect(geolocation.watching).toBe(0);
  });

  it("that is stopped without a network stops at once here, and with the next connection for the others", async () => {
    const { world, shared, conversation, geolocation, awa } = await following();
    const share = shareOf(shared, awa.id);
    shared.startShare(share);
    await turn();
    conversation.positions.resume();
    await until(conversation.view, ({ positions }) => positions.sending === "searching");
    world.server.block("http");
    world.server.block("websocket");
    world.server.dropConnections();
    await conversation.positions.stop();
    expect(geolocation.watching).toBe(0);
    expect(conversation.view.get().positions.sending).toBe("stopping");

    world.server.answerHttp(stopRoute(shared), () => {
      shared.endShare(share, "stopped");
      return null;
    });
    world.server.unblock("http");
    world.server.unblock("websocket");
    await world.clock.advance(60_000);
    await until(conversation.view, ({ positions }) => positions.sending === "off");
    expect(conversation.view.get().state?.shares).toEqual([]);
  });

  it("that is stopped without a network is stopped by the next page, wherever it is opened", async () => {
    const stoppedShares = memoryDrafts();
    const { world, shared, client, conversation, awa } = await following({ stoppedShares });
    shared.startShare(shareOf(shared, awa.id));
    await turn();
    world.server.block("http");
    await conversation.positions.stop();
    await client.stop();

    world.server.unblock("http");
    const route = stopRoute(shared);
    const told = new Promise<void>((stop) => {
      world.server.answerHttp(route, () => {
        stop();
        shared.endShare(shareOf(shared, awa.id), "stopped");
        return null;
      });
    });
    const next = world.client(awa, { stoppedShares });
    const shown = next.conversation(shared.id);
    shown.view.subscribe(() => {});
    next.start();
    await told;
    await until(shown.view, ({ state }) => state?.shares.length === 0);
    await expect.poll(() => stoppedShares.all()).toEqual([]);
    await next.stop();
  });

  it("that was stopped and begun once more on another device goes on there", async () => {
    const stoppedShares = memoryDrafts();
    const { awa, conversation, shared, world } = await following({ stoppedShares });
    const share = shareOf(shared, awa.id);
    shared.startShare(share);
    await turn();
    world.server.block("http");
    await conversation.positions.stop();
    const asked: string[] = [];
    world.server.answerHttp(stopRoute(shared), ({ route }) => {
      asked.push(route);
      return null;
    });
    shared.endShare(share, "stopped");
    shared.startShare({ ...share, id: shareOf(shared, "ff").id });
    await turn();
    expect(conversation.view.get().positions.sending).toBe("off");
    world.server.unblock("http");
    world.server.dropConnections();
    await world.clock.advance(60_000);
    await expect.poll(() => stoppedShares.all()).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("that the server will not stop, when it is told at last, can be stopped once more", async () => {
    const { world, shared, conversation, awa } = await following();
    shared.startShare(shareOf(shared, awa.id));
    await turn();
    world.server.block("http");
    await conversation.positions.stop();
    expect(conversation.view.get().positions.sending).toBe("stopping");
    world.server.answerHttp(stopRoute(shared), () => {
      throw new FakeRefusal("forbidden");
    });
    world.server.unblock("http");
    world.server.dropConnections();
    await world.clock.advance(60_000);
    await until(conversation.view, ({ positions }) => positions.sending === "off");
    await expect(conversation.positions.stop()).rejects.toBeInstanceOf(RelaisError);
    expect(conversation.view.get().positions.sending).toBe("off");
  });

  it("is told by the server's clock where this device's is hours wrong, in one step of ten seconds", async () => {
    const world = createWorld();
    const late = { ...world.clock, now: () => world.clock.now() - 3 * 3_600_000 };
    const client = world.client(world.server.cast.awa, { clock: late });
    expect(client.ahead.get()).toBe(0);
    client.start();
    expect(await until(client.ahead, (ahead) => ahead !== 0)).toBe(3 * 3_600_000);
    await client.stop();
  });
});
