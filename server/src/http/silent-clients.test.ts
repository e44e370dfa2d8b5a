import { once } from "node:events";
import type { CaseView } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { mute } from "../testing/mute.ts";
import { cast, TestServer } from "../testing/test-server.ts";

// The same rules, with hearts that beat faster.
vi.mock(import("@relais/protocol"), async (original) => {
  const all = await original();
  return { ...all, limits: { ...all.limits, heartbeatMilliseconds: 300 as never } };
});

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
}, 60_000);
afterAll(() => server.stop());

const patience = { timeout: 25_000 };
const polling = "/socket.io/?EIO=4&transport=polling";

async function connections(): Promise<number> {
  const { text } = await server.call("/metrics");
  return [...text.matchAll(/^relais_connections\S* (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

const chat = async () =>
  `/ws/chat/${await server.newConversation()}/?token=${await server.token(cast.awa)}`;
const ticket = async () => {
  const token = await server.token("employe@tickets.demo");
  const body = { kind: "ticket", title: "Écran noir" };
  const { id } = (await server.call<CaseView>("/v1/cases", { body, token })).body;
  return `/ws/ticket/${id}/?token=${token}`;
};

// Half a minute each, most of it waiting: they wait together.
describe("a client that has fallen silent", () => {
  it.concurrent.each([
    ["at a conversation", chat],
    ["at a ticket", ticket],
    ["of Socket.IO", async () => "/socket.io/?EIO=4&transport=websocket"],
    ["of Firebase", async () => "/.ws?v=5&ns=relais"],
  ])(
    "D6.12 T6.13 G3.13 L7.10: %s, its socket is closed",
    async (_title, addressOf) => {
      const silent = await mute(server.url + (await addressOf()));
      await expect(once(silent, "close")).resolves.toBeDefined();
      silent.destroy();
    },
    // Half a minute is what a library of WebSockets gives the other end to say goodbye.
    60_000,
  );

  it("G3.13: of Socket.IO that polled, and does not any more, is forgotten", async () => {
    const { text } = await server.call(polling);
    const [, sid = ""] = /"sid":"([^"]+)"/.exec(text) ?? [];
    const token = await server.token("client@garage.demo");
    const headers = { "content-type": "text/plain" };
    const body = `40${JSON.stringify({ token })}`;
    await server.call(`${polling}&sid=${sid}`, { method: "POST", headers, body });
    await expect.poll(connections, patience).toBe(1);
    await expect.poll(connections, patience).toBe(0);
  }, 60_000);

  it("L7.10: of Firebase that polled, and does not any more, is forgotten", async () => {
    const { text } = await server.call("/.lp?v=5&start=t&cb=1");
    const [, id = "", password = ""] = /"start","([^"]+)","([^"]+)"/.exec(text) ?? [];
    const cred = await server.token(cast.awa);
    const ask = JSON.stringify({ t: "d", d: { r: 1, a: "auth", b: { cred } } });
    const told = Buffer.from(ask).toString("base64url");
    await server.call(`/.lp?id=${id}&pw=${password}&seg0=0&ts0=1&d0=${told}`);
    await expect.poll(connections, patience).toBe(0);
    expect((await server.call(`/.lp?id=${id}&pw=${password}`)).text).toContain("close");
  }, 60_000);
});
