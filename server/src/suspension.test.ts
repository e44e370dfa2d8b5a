import type { OpenedLink, SharedInvitation, SharedLink, SignedIn, Tokens } from "@relais/protocol";
import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openSocket, openStream } from "./testing/live.ts";
import { cast, demoPassword, TestServer } from "./testing/test-server.ts";

/** Servers look every two seconds; a busy machine is given more. */
const soon = { timeout: 30_000, interval: 200 };

let here: TestServer;
let there: TestServer;

// No Redis: that every server notices does not depend on one.
beforeAll(async () => {
  here = await TestServer.start();
  there = await here.beside();
}, 60_000);
afterAll(async () => {
  await there.stop();
  await here.stop();
});
afterEach(() => resume("depannage"), 60_000);

const servers = () => [here, there];
const me = (server: TestServer, token: string) => server.call("/v1/me", { token });
const signIn = (server: TestServer, email: string, password = demoPassword) =>
  server.call<SignedIn>("/v1/sessions", { body: { email, password } });

async function untilEverywhere(status: number): Promise<void> {
  const token = await here.token(cast.claire);
  for (const server of servers()) {
    await vi.waitFor(async () => expect((await me(server, token)).status).toBe(status), soon);
  }
}

async function suspend(slug: string): Promise<void> {
  await here.suspend(slug);
  await untilEverywhere(403);
}

async function resume(slug: string): Promise<void> {
  await here.suspend(slug, false);
  await untilEverywhere(200);
}

async function linkOf(conversation: string): Promise<string> {
  const path = `/v1/conversations/${conversation}/link`;
  const token = await here.token(cast.claire);
  const { body } = await here.call<SharedLink>(path, { token, body: {} });
  return body.path.split("/").at(-1) ?? "";
}

describe("a suspended organization", () => {
  it("N1.8: has its connections closed with 4423 on every server, whatever they are carried by", async () => {
    const token = await here.token(cast.awa);
    const hello = { type: "hello", version: 1, token } as const;
    const sockets = await Promise.all(servers().map(({ url }) => openSocket(url)));
    for (const socket of sockets) {
      socket.send(hello);
      await socket.frames.next("welcome");
    }
    const stream = await openStream(there.url, hello);
    await stream.frames.next("welcome");
    const outsider = await openSocket(there.url);
    outsider.send({ ...hello, token: await there.token(cast.oscar) });
    await outsider.frames.next("welcome");
    await suspend("depannage");
    const bye = { reason: "organization_suspended", code: 4423, reconnect: true };
    for (const socket of sockets) {
      const said = await socket.frames.next("bye");
      expect(said).toMatchObject(bye);
      expect(said.after_ms).toBeGreaterThanOrEqual(30_000);
      expect(await socket.closed).toBe(4423);
    }
    expect(await stream.frames.next("bye")).toMatchObject(bye);
    // Whoever comes again is told so, and that nothing is wrong with their token.
    const again = await openSocket(here.url);
    again.send(hello);
    expect(await again.frames.next("refused")).toMatchObject({
      code: "organization_suspended",
      retry: "later",
    });
    expect(await again.closed).toBe(4423);
    // Others are not touched.
    outsider.send({ type: "ping" });
    await outsider.frames.next("pong");
    expect((await me(there, await there.token(cast.oscar))).status).toBe(200);
    outsider.end();
    stream.end();
  }, 120_000);

  it("lets nobody in and answers no call, and says so only to whom it concerns", async () => {
    const before = await here.signInAgain(cast.moussa);
    await suspend("depannage");
    for (const server of servers()) {
      const refused = { status: 403, body: { code: "organization_suspended", retry: "later" } };
      expect(await signIn(server, cast.claire)).toMatchObject(refused);
      expect(await signIn(server, cast.claire, "wrong")).toMatchObject({ status: 401 });
      expect(await me(server, before.access_token)).toMatchObject(refused);
      const ticket = { method: "POST", token: before.access_token };
      expect(await server.call("/v1/socket-tickets", ticket)).toMatchObject(refused);
      const { refresh_token } = before;
      const refreshed = await server.call("/v1/sessions/refresh", { body: { refresh_token } });
      expect(refreshed).toMatchObject(refused);
      expect((await signIn(server, cast.oscar)).status).toBe(200);
    }
  }, 120_000);

  it("is told kindly to whoever holds a link or an invitation, and both open again afterwards", async () => {
    const conversation = await here.newConversation();
    const link = await linkOf(conversation);
    const token = await here.token(cast.claire);
    const invited = await here.call<SharedInvitation>("/v1/admin/invitations", {
      token,
      body: { role: "agent" },
    });
    const invitation = { token: invited.body.path.split("/").at(-1) };
    const open = () => there.call<OpenedLink>("/v1/guest-sessions", { body: { token: link } });
    const read = () => there.call("/v1/invitations/read", { body: invitation });
    const guest = (await open()).body;
    const visit = () => there.call("/v1/guest", { token: guest.access_token });
    await suspend("depannage");
    for (const answer of [await open(), await read(), await visit()]) {
      expect(answer).toMatchObject({ status: 403, body: { code: "organization_suspended" } });
    }
    const french = await there.call("/v1/guest-sessions", {
      body: { token: link },
      headers: { "accept-language": "fr" },
    });
    expect(french.text).toContain("Rien n’est perdu");
    await resume("depannage");
    expect((await open()).status).toBe(200);
    expect((await read()).status).toBe(200);
    expect((await visit()).status).toBe(200);
  }, 120_000);

  it("goes on where it was: with the sessions of before, and what was written before", async () => {
    const { access_token: token, refresh_token } = await here.signInAgain(cast.awa);
    const conversation = await here.newConversation();
    const path = `/v1/conversations/${conversation}/messages`;
    await here.call(path, { token, body: { text: "Avant la pause" } });
    await suspend("depannage");
    const refused = await there.call(path, { token, body: { text: "Pendant" } });
    expect(refused).toMatchObject({ status: 403, body: { code: "organization_suspended" } });
    await resume("depannage");
    const body = { refresh_token };
    const renewed = await there.call<Tokens>("/v1/sessions/refresh", { body });
    expect(renewed.status).toBe(200);
    const read = await there.call<object>(path, { token: renewed.body.access_token });
    expect(read.text).toContain("Avant la pause");
    expect(read.text).not.toContain("Pendant");
  }, 120_000);

  it("is refused by every documented API, and cut off from their sockets", async () => {
    const token = await here.token(cast.awa);
    const conversation = await here.newConversation();
    const chat = await openPlain(`/ws/chat/${conversation}/?token=${token}`);
    const garage = io(there.url, { auth: { token }, transports: ["websocket"], forceNew: true });
    await new Promise<void>((resolve) => garage.once("connect", resolve));
    const gone = new Promise((resolve) => garage.once("disconnect", resolve));
    await suspend("depannage");
    expect(await chat.closed).toBe(4423);
    await gone;
    garage.close();
    for (const path of [
      "/depannage/api/requests/",
      "/api/tickets/my/",
      "/api/messages/conversations",
      "/claims/api/claims",
      "/api/v1/chat/rooms/",
      `/chats/${conversation}/messages.json?auth=${token}`,
    ]) {
      const answer = await here.call(path, { token });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    const login = await here.call("/api/login/", {
      body: { email: cast.awa, password: demoPassword },
    });
    expect(login.status).toBe(403);
  }, 120_000);
});

/** The code that a socket of a documented API is closed with, once it is open. */
async function openPlain(path: string): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(there.url.replace(/^http/, "ws") + path);
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener("close", ({ code }) => resolve(code)),
  );
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  return { closed };
}
