import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { dialectNames } from "./dialect-names.ts";
import { loadDialects } from "./dialects.ts";
import { cast, TestServer } from "./testing/test-server.ts";

const loaded = vi.hoisted(() => [] as string[]);
vi.mock(import("@relais/dialect-depannage"), async (original) => {
  loaded.push("depannage");
  return original();
});
vi.mock(import("@relais/dialect-tickets"), async (original) => {
  loaded.push("tickets");
  return original();
});
vi.mock(import("@relais/dialect-delivery"), async (original) => {
  loaded.push("delivery");
  return original();
});
vi.mock(import("@relais/dialect-claims"), async (original) => {
  loaded.push("claims");
  return original();
});
vi.mock(import("@relais/dialect-garage"), async (original) => {
  loaded.push("garage");
  return original();
});

describe("RELAIS_DIALECTS", () => {
  it("loads what it names and nothing else; what is not named is not there", async () => {
    // The whole server was imported above, and none of them with it.
    expect(loaded).toEqual([]);
    const server = await TestServer.start({ dialects: ["garage"] });
    try {
      expect(loaded).toEqual(["garage"]);
      const token = await server.token("client@garage.demo");
      expect((await server.call("/api/garages", { token })).status).toBe(200);
      for (const path of ["/depannage/api/requests/", "/api/tickets/my/", "/api/v1/chat/rooms/"]) {
        expect((await server.call(path, { token })).status).toBe(404);
      }
      expect((await server.call("/.lp?start=t&cb=1")).status).toBe(404);
    } finally {
      await server.stop();
    }
    expect((await loadDialects(dialectNames)).map(({ name }) => name)).toEqual([...dialectNames]);
  }, 60_000);
});

/** How one dialect opens a listener that follows what is said in its conversation. */
type Ear = { heard: Promise<unknown>; close(): void };

describe("what a dialect tells", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  }, 60_000);
  afterAll(() => server.stop());
  afterEach(() => vi.restoreAllMocks());

  /** A WebSocket, once it has been answered what it `asks`. */
  async function socketAt(path: string, asks: readonly string[], words: string): Promise<Ear> {
    const socket = new WebSocket(server.url.replace(/^http/, "ws") + path);
    let answered = (): void => {};
    const open = new Promise<void>((resolve) => {
      answered = resolve;
    });
    let left = asks.length;
    const heard = new Promise((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const text = String(data);
        if (/"type":"error"|"b":\{"s":"ok"/.test(text)) left -= 1;
        if (left === 0) answered();
        if (text.includes(words)) resolve(text);
      });
    });
    await new Promise((resolve) => socket.addEventListener("open", resolve));
    for (const ask of asks) socket.send(ask);
    await open;
    return { heard, close: () => socket.close() };
  }

  async function socketIo(token: string): Promise<Ear> {
    const socket = io(server.url, { auth: { token }, transports: ["websocket"], forceNew: true });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve).once("connect_error", reject);
    });
    return {
      heard: new Promise((resolve) => socket.once("new-message", resolve)),
      close: () => socket.disconnect(),
    };
  }

  /** Texts with these words that were made while `deed` was done and `ears` heard of it. */
  async function written(ears: readonly Ear[], words: string, deed: () => Promise<unknown>) {
    const stringify = vi.spyOn(JSON, "stringify");
    await deed();
    await Promise.all(ears.map(({ heard }) => heard));
    const texts = stringify.mock.results.map(({ value }) => String(value));
    for (const ear of ears) ear.close();
    return texts.filter((text) => text.includes(words));
  }

  const three = [1, 2, 3];

  it.each([
    ["depannage", /^\{"type":"message"/],
    ["delivery", /^\{"t":"d"/],
  ] as const)("of one message, %s makes one text for all its listeners", async (name, shape) => {
    const conversation = await server.newConversation();
    const token = await server.token(cast.awa);
    const words = `Une fois pour ${name}`;
    const ask = (a: string, b: object, r: number) => JSON.stringify({ t: "d", d: { r, a, b } });
    const asks = {
      depannage: ["{"],
      delivery: [
        ask("auth", { cred: token }, 1),
        ask("q", { p: `/chats/${conversation}/messages`, h: "" }, 2),
      ],
    };
    const paths = {
      depannage: `/ws/chat/${conversation}/?token=${token}`,
      delivery: "/.ws?v=5&ns=relais",
    };
    const ears = await Promise.all(three.map(() => socketAt(paths[name], asks[name], words)));
    const texts = await written(ears, words, async () =>
      server.call(`/v1/conversations/${conversation}/messages`, {
        body: { text: words },
        token: await server.token(cast.moussa),
      }),
    );
    expect(texts.filter((text) => shape.test(text))).toHaveLength(1);
  });

  it("of one message, tickets makes one text for all its listeners", async () => {
    const token = await server.token("employe@tickets.demo");
    const opened = await server.call<{ id: string }>("/api/tickets/create", {
      body: { titre: "Écran noir", description: "" },
      token,
    });
    const { id } = opened.body;
    const words = "Une fois pour tous";
    const path = `/ws/ticket/${id}/?token=${token}`;
    const ears = await Promise.all(three.map(() => socketAt(path, ["{"], words)));
    const texts = await written(ears, words, () =>
      server.call(`/api/tickets/${id}/comments/`, { body: { message: words }, token }),
    );
    expect(texts.filter((text) => text.startsWith('{"type":"comment"'))).toHaveLength(1);
  });

  it("of one message, garage makes one text for all its listeners", async () => {
    const token = await server.token("garagiste@garage.demo");
    const me = await server.call<{ id: string }>("/v1/me", { token });
    const ears = await Promise.all(three.map(() => socketIo(token)));
    const words = "Une fois pour le garage";
    const texts = await written(ears, words, async () =>
      server.call("/api/messages", {
        body: { receiverId: me.body.id, content: words },
        token: await server.token("client@garage.demo"),
      }),
    );
    expect(texts.filter((text) => text.startsWith('["new-message"'))).toHaveLength(1);
  });
});
