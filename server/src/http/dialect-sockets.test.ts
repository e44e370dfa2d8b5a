import type { CaseView } from "@relais/protocol";
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

  it("D6.8 T6.10: is closed with 4429 when it does not stop sending too fast", async () => {
    const socket = new WebSocket((await open(address)).replace(/^http/, "ws"));
    const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener("close", resolve));
    await heard(socket);
    for (let sent = 0; sent < 2_000; sent += 1) socket.send("{");
    expect((await closed).code).toBe(4429);
  }, 30_000);
});

/** Waits until the server has answered something on it: it is open, and knows whose it is. */
async function heard(socket: WebSocket): Promise<void> {
  const answer = new Promise((resolve) => socket.addEventListener("message", resolve));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  socket.send("{");
  await answer;
}
