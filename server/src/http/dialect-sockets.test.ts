import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { Duplex } from "node:stream";
import { type CaseView, limits } from "@relais/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { dialectNames } from "../dialect-names.ts";
import { loadDialects } from "../dialects.ts";
import { cast, TestServer } from "../testing/test-server.ts";

let server: TestServer;
/** Somebody who may open each socket, and what of. */
let places: Record<string, { who: string; id: string }>;

beforeAll(async () => {
  server = await TestServer.start();
  const fatou = "employe@tickets.demo";
  const ticket = await server.call<CaseView>("/v1/cases", {
    body: { kind: "ticket", title: "Écran noir" },
    token: await server.token(fatou),
  });
  places = {
    "/ws/chat/{id}/": { who: cast.awa, id: await server.newConversation() },
    "/ws/ticket/{id}/": { who: fatou, id: ticket.body.id },
  };
}, 60_000);
afterAll(() => server.stop());
afterEach(() => vi.restoreAllMocks());

const dialects = await loadDialects(dialectNames);
const addresses = dialects.flatMap(({ sockets }) =>
  sockets.flatMap(({ address }) => address ?? []),
);

const open = async (address: string): Promise<string> => {
  const { who, id } = places[address] ?? { who: "", id: "" };
  return `${server.url}${address.replace("{id}", id)}?token=${await server.token(who)}`;
};

describe.each(addresses)("a socket of a documented API, %s", (address) => {
  it("D6.1 T6.1: closes with 4401 once its token has ended", async () => {
    const socket = new WebSocket((await open(address)).replace(/^http/, "ws"));
    const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener("close", resolve));
    await heard(socket);
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 16 * 60_000);
    expect((await closed).code).toBe(4401);
  }, 30_000);

  it("D6.12 T6.13: is closed when its client falls silent", async () => {
    const silent = await mute(await open(address));
    const gone = once(silent, "close");
    // It reads what comes, and answers nothing: not even the pings of WebSocket.
    silent.resume();
    // Two looks are a heartbeat apart, whatever was still under way at the first of them.
    let now = performance.now();
    vi.spyOn(performance, "now").mockImplementation(() => {
      now += limits.heartbeatMilliseconds;
      return now;
    });
    await expect(gone).resolves.toBeDefined();
    silent.destroy();
  }, 30_000);
});

/** Waits until the server has answered something on it: it is open, and knows whose it is. */
async function heard(socket: WebSocket): Promise<void> {
  const answer = new Promise((resolve) => socket.addEventListener("message", resolve));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  socket.send("{");
  await answer;
}

/** A socket that was opened and answered, and that no program serves any more. */
async function mute(address: string): Promise<Duplex> {
  const asked = request(address, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    },
  });
  asked.end();
  // The event gives the answer and the socket.
  const [, socket] = (await once(asked, "upgrade")) as [unknown, Duplex];
  return socket;
}
