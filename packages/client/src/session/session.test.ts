import { describe, expect, it } from "vitest";
import {
  createFakeClock,
  createFakeServer,
  createFakeTabs,
  FakeRefusal,
  turn,
  until,
} from "../testing/index.ts";
import { NetworkError, RelaisError } from "../errors.ts";
import type { SessionMirror } from "./mirror.ts";
import { createSession } from "./session.ts";
import { memorySession } from "./storage.ts";
import type { SessionStorage } from "./types.ts";

function createWorld() {
  const clock = createFakeClock();
  const server = createFakeServer({ clock });
  const { locks } = createFakeTabs();
  const storage: SessionStorage = { ...memorySession(), shared: "session" };
  /** One tab of a browser. */
  const tab = () =>
    createSession({ baseUrl: server.url, fetch: server.fetch, clock, storage, locks });
  const signedIn = async () => {
    const session = tab();
    await session.signIn("client@depannage.demo", "relais-demo");
    return session;
  };
  return { clock, server, locks, storage, tab, signedIn };
}

describe("a session", () => {
  it("signs in, says who it is, and is there again in a new tab", async () => {
    const { server, tab, signedIn } = createWorld();
    expect(tab().state.get()).toEqual({ status: "signed_out" });
    await signedIn();
    expect(tab().state.get()).toEqual({ status: "signed_in", user: server.cast.awa });
  });

  it("takes over what is said of its person later, in every tab and over a refresh, and of nobody else", async () => {
    const { server, tab, signedIn, clock } = createWorld();
    const session = await signedIn();
    const renamed = { ...server.cast.awa, full_name: "Awa Diarra" };
    session.know(renamed);
    session.know(server.cast.moussa);
    await clock.advance(16 * 60_000);
    await session.getToken();
    for (const one of [session, tab()]) {
      expect(one.state.get()).toEqual({ status: "signed_in", user: renamed });
    }
    await session.signOut();
    session.know(renamed);
    expect(session.state.get()).toEqual({ status: "signed_out" });
  });

  it("refuses wrong credentials with the server's words", async () => {
    const { tab } = createWorld();
    const attempt = tab().signIn("client@depannage.demo".replace("client", "nobody"), "x");
    await expect(attempt).rejects.toMatchObject({ refusal: { code: "credentials_wrong" } });
    await expect(attempt).rejects.toBeInstanceOf(RelaisError);
  });

  it.each([
    ["what follows /suivi/", (token: string) => token],
    ["the path", (token: string) => `/suivi/${token}`],
    ["the address", (token: string) => `https://relais.example.org/suivi/${token}`],
  ])("comes by a customer's link: %s", async (_what, linkOf) => {
    const { server, tab } = createWorld();
    const asked: unknown[] = [];
    server.answerHttp("POST /v1/guest-sessions", ({ body }) => {
      asked.push(body);
      throw new FakeRefusal("link_unknown");
    });
    const token = "0f".repeat(32);
    const refusal = { code: "link_unknown" };
    await expect(tab().openLink(linkOf(token))).rejects.toMatchObject({ refusal });
    expect(asked).toEqual([{ token }]);
  });

  it("gives the same token while it lives, and another one before it ends", async () => {
    const { clock, signedIn, server } = createWorld();
    const session = await signedIn();
    const first = await session.getToken();
    await clock.advance(14 * 60_000);
    expect(await session.getToken()).toBe(first);
    await clock.advance(40_000);
    expect(await session.getToken()).not.toBe(first);
    expect(server.sessions.refreshes).toBe(1);
  });

  it("gives another token than one that was refused", async () => {
    const { signedIn } = createWorld();
    const session = await signedIn();
    const first = await session.getToken();
    expect(await session.getToken(first ?? "")).not.toBe(first);
  });

  it("refreshes once for two tabs: a refresh token serves once", async () => {
    const { clock, server, tab, signedIn } = createWorld();
    const one = await signedIn();
    const other = tab();
    await clock.advance(15 * 60_000);
    const tokens = await Promise.all([one.getToken(), other.getToken(), one.getToken()]);
    expect(new Set(tokens).size).toBe(1);
    expect(server.sessions.refreshes).toBe(1);
  });

  it("does not wait for a tab that the phone has frozen in the middle of a refresh", async () => {
    const { clock, server, storage, locks, tab, signedIn } = createWorld();
    await signedIn();
    await clock.advance(15 * 60_000);
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const slowly: typeof fetch = async (...call) => {
      const answer = await server.fetch(...call);
      await asleep;
      return answer;
    };
    const frozen = createSession({ baseUrl: server.url, fetch: slowly, clock, storage, locks });
    const late = frozen.getToken();
    await turn();
    const token = tab().getToken();
    await clock.advance(12_000);
    expect(await token).toMatch(/^access/);
    wake();
    expect(await late).toBe(await token);
    expect(storage.read()).not.toBeNull();
  });

  it("repeats a refresh whose answer was lost under the same attempt, and stays signed in", async () => {
    const { clock, server, tab, signedIn } = createWorld();
    const session = await signedIn();
    await clock.advance(15 * 60_000);
    const { refresh } = server.sessions;
    server.sessions.refresh = (token, attempt) => {
      refresh.call(server.sessions, token, attempt);
      throw new TypeError("the answer is lost");
    };
    await expect(session.getToken()).rejects.toBeInstanceOf(NetworkError);
    server.sessions.refresh = refresh;
    // Even from another tab: the attempt is kept with the session.
    expect(await tab().getToken()).toMatch(/^access/);
    expect(session.state.get().status).toBe("signed_in");
  });

  it("goes on from what a service worker refreshed, and is forgotten where it found it", async () => {
    const { clock, server, locks, storage } = createWorld();
    let mirrored: string | null = null;
    const mirror: SessionMirror = {
      read: () => Promise.resolve(mirrored),
      write: async (value) => {
        mirrored = value;
      },
    };
    const common = { baseUrl: server.url, fetch: server.fetch, clock, locks, mirror };
    const page = createSession({ ...common, storage });
    await page.signIn("client@depannage.demo", "relais-demo");
    await turn();
    // No page is open when the worker comes, and the access token has ended.
    await clock.advance(20 * 60_000);
    const apart = memorySession();
    apart.write(mirrored);
    const worker = createSession({ ...common, storage: { ...apart, shared: "session" } });
    const token = await worker.getToken();
    await turn();
    expect(server.sessions.refreshes).toBe(1);
    expect(await page.getToken()).toBe(token);
    expect(server.sessions.refreshes).toBe(1);
    await page.signOut();
    await turn();
    expect(mirrored).toBeNull();
  });

  it("is over when the server says so", async () => {
    const { clock, server, signedIn } = createWorld();
    const session = await signedIn();
    await clock.advance(15 * 60_000);
    server.sessions.endAll();
    expect(await session.getToken()).toBeNull();
    expect(session.state.get()).toEqual({ status: "signed_out" });
  });

  it("ends here at once by signing out, answer or not", async () => {
    const { server, signedIn } = createWorld();
    const session = await signedIn();
    server.block("http");
    await session.signOut();
    expect(session.state.get()).toEqual({ status: "signed_out" });
    expect(await session.getToken()).toBeNull();
  });

  it("brings a client with it: signed out means disconnected, for good", async () => {
    const { clock, server, signedIn } = createWorld();
    const { createClient } = await import("../client.ts");
    const session = await signedIn();
    const client = createClient({
      baseUrl: server.url,
      webSocket: server.WebSocket,
      fetch: server.fetch,
      clock,
      getToken: session.getToken,
    });
    client.start();
    await until(client.connection, (state) => state.status === "connected");
    await session.signOut();
    server.dropConnections();
    await clock.advance(2_000);
    await turn();
    expect(client.connection.get()).toEqual({ status: "disconnected", code: "signed_out" });
  });
});
