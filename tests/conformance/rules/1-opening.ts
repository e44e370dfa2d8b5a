import { request } from "node:http";
import { request as secureRequest } from "node:https";
import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";
import { expectGoodbye } from "./closes.ts";

export function openingRules(world: World): void {
  describe("1. Opening", () => {
    test("N1.1 a socket opens at /v1/socket, and nowhere else", async () => {
      const socket = await world.open();
      socket.close();
      expect(await upgrade(world, "/v1/socket")).toBe(101);
      expect(await upgrade(world, "/v1/elsewhere")).toBe(404);
    });

    test("N1.1 a token in the address signs nobody in", async () => {
      const { token } = await world.who("customer");
      const socket = await world.open();
      expect(await upgrade(world, `/v1/socket?token=${token}`)).toBe(101);
      expect(await socket.refusal({ type: "watch_cases" })).toMatchObject({
        code: "unauthenticated",
      });
    });

    test("N1.2 hello with a token is welcomed", async () => {
      const { id, token } = await world.who("customer");
      const socket = await world.open();
      socket.send({ type: "hello", version: 1, token, client: "conformance/1", focused: true });
      const welcome = await socket.next("welcome");
      expect(welcome.version).toBe(1);
      expect(welcome.user).toMatchObject({ id, role: "customer" });
    });

    test("N1.2 hello with a ticket is welcomed, once", async () => {
      const issued = await world.as<{ ticket: string; expires_at: string }>(
        "customer",
        "POST",
        "/v1/socket-tickets",
      );
      expect(issued.status).toBe(201);
      const { ticket, expires_at } = issued.body;
      const life = Date.parse(expires_at) - Date.parse(issued.headers.get("date") ?? "");
      expect(life).toBeGreaterThan(50_000);
      expect(life).toBeLessThanOrEqual(61_500);
      const first = await world.open();
      first.send({ type: "hello", version: 1, ticket });
      expect((await first.next("welcome")).user.id).toBe((await world.who("customer")).id);
      first.close();
      const second = await world.open();
      second.send({ type: "hello", version: 1, ticket });
      expect((await second.next("refused")).code).toBe("ticket_invalid");
      await expectGoodbye(second, "unauthenticated");
    });

    test("N1.2 a ticket is for those who are signed in", async () => {
      const issued = await world.request("POST", "/v1/socket-tickets", {});
      expect(issued.status).toBe(401);
    });

    test("N1.2 hello has exactly one of token and ticket", async () => {
      const { token } = await world.who("customer");
      const socket = await world.open();
      socket.send({ type: "hello", version: 1 });
      expect(await socket.next("refused")).toMatchObject({ code: "invalid_body" });
      socket.send({ type: "hello", version: 1, token, ticket: "one-too-many" });
      expect(await socket.next("refused")).toMatchObject({ code: "invalid_body" });
      // N2.3: the connection lives on, and a right hello is still the first one.
      socket.send({ type: "hello", version: 1, token });
      await socket.next("welcome");
    });

    test.for([
      ["nonsense", () => "nonsense"],
      ["empty", () => ""],
      ["signed with another key", (token: string) => forge(token, (parts) => parts)],
      ["of another person", (token: string) => withClaims(token, { sub: crypto.randomUUID() })],
      ["of another role", (token: string) => withClaims(token, { role: "admin" })],
      ["prolonged", (token: string) => withClaims(token, { exp: 4_102_444_800 })],
      ["unsigned", (token: string) => unsigned(token)],
    ] as const)("N1.3 a token that is %s is refused and the socket closed", async ([, make]) => {
      const { token } = await world.who("customer");
      const socket = await world.open();
      socket.send({ type: "hello", version: 1, token: make(token), language: "en" });
      expect(await socket.next("refused")).toMatchObject({
        code: "token_invalid",
        retry: "sign_in",
      });
      await expectGoodbye(socket, "unauthenticated");
      expect(socket.seen("welcome")).toEqual([]);
    });

    test("N1.3 a forged token opens no call over HTTP either", async () => {
      const { token } = await world.who("customer");
      const forged = withClaims(token, { role: "admin" });
      const answer = await world.request("GET", "/v1/me", { token: forged });
      expect(answer).toMatchObject({ status: 401, body: { code: "token_invalid" } });
    });

    test("N1.3 a version that the server does not speak is refused and the socket closed", async () => {
      const { token } = await world.who("customer");
      const socket = await world.open();
      socket.send({ type: "hello", version: 999, token });
      expect(await socket.next("refused")).toMatchObject({ code: "version_unsupported" });
      await expectGoodbye(socket, "version_unsupported");
    });

    test("N1.3 before welcome every other frame is refused", async () => {
      const talk = await world.newTalk();
      const socket = await world.open();
      const conversation_id = talk.id;
      for (const frame of [
        { type: "subscribe", conversation_id },
        { type: "unsubscribe", conversation_id },
        { type: "watch_cases" },
        { type: "send", conversation_id, client_id: "early", text: "Bonjour" },
        { type: "token", token: "early" },
      ]) {
        expect(await socket.refusal(frame)).toMatchObject({ code: "unauthenticated" });
      }
      for (const frame of [
        { type: "receipt", conversation_id, read: 1 },
        { type: "typing", conversation_id, active: true },
        { type: "focus", focused: true },
      ]) {
        socket.send(frame);
        expect(await socket.next("refused")).toMatchObject({ code: "unauthenticated" });
      }
      socket.close();
      const after = await world.as<{ last_number: number }>(
        "customer",
        "GET",
        `/v1/conversations/${talk.id}`,
      );
      expect(after.body.last_number).toBe(1);
    });

    test("N1.3 a second hello is refused and changes nothing", async () => {
      const socket = await world.connect("customer");
      socket.send({ type: "hello", version: 1, token: (await world.who("worker")).token });
      expect(await socket.next("refused")).toMatchObject({ code: "already_signed_in" });
      const talk = await world.newTalk();
      const snapshot = (await socket.follow(talk.id)).snapshot;
      expect(snapshot?.viewer_id).toBe((await world.who("customer")).id);
    });

    test("N1.4 welcome tells the times and bounds of this server", async () => {
      const socket = await world.open();
      socket.send({ type: "hello", version: 1, token: (await world.who("worker")).token });
      const welcome = await socket.next("welcome");
      expect(welcome.heartbeat_ms).toBeGreaterThan(0);
      expect(welcome.typing_ms).toBeGreaterThan(0);
      expect(welcome.limits.text_characters).toBeGreaterThan(0);
      expect(welcome.limits.frame_bytes).toBeGreaterThan(welcome.limits.text_characters);
      expect(Date.parse(welcome.token_expires_at)).toBeGreaterThan(Date.parse(welcome.server_time));
    });

    test("N1.5 a token renews a living connection", async () => {
      const socket = await world.connect("customer");
      const { access_token } = await world.signIn("customer");
      const ack = await socket.get("ack", { type: "token", token: access_token });
      expect(Date.parse(ack.token_expires_at ?? "")).toBeGreaterThan(Date.now() - 60_000);
    });

    test("N1.5 a token cannot change the person, and a bad one leaves the connection as it was", async () => {
      const socket = await world.connect("customer");
      const { token } = await world.who("worker");
      expect(await socket.refusal({ type: "token", token })).toMatchObject({
        code: "token_invalid",
        retry: "sign_in",
      });
      expect((await socket.refusal({ type: "token", token: "nonsense" })).code).toBe(
        "token_invalid",
      );
      const { snapshot } = await socket.follow((await world.newTalk()).id);
      expect(snapshot?.viewer_id).toBe((await world.who("customer")).id);
    });

    test("N1.6 signing out closes the connections of that sign-in, and of no other", async () => {
      const { access_token } = await world.signIn("stranger");
      const ending = await world.open();
      ending.send({ type: "hello", version: 1, token: access_token });
      await ending.next("welcome");
      const other = await world.connect("stranger");
      const left = await world.request("POST", "/v1/sessions/sign-out", { token: access_token });
      expect(left.status).toBe(204);
      await expectGoodbye(ending, "session_ended");
      await other.fence();
      other.close();
      const again = await world.open();
      again.send({ type: "hello", version: 1, token: access_token });
      expect((await again.next("refused")).code).toBe("token_invalid");
      await expectGoodbye(again, "unauthenticated");
    });

    test("N1.6 using a refresh token twice ends the sign-in and its connections", async () => {
      const { access_token, refresh_token } = await world.signIn("stranger");
      const socket = await world.open();
      socket.send({ type: "hello", version: 1, token: access_token });
      await socket.next("welcome");
      const first = await world.post("/v1/sessions/refresh", { refresh_token });
      expect(first.status).toBe(200);
      const second = await world.post("/v1/sessions/refresh", { refresh_token });
      expect(second).toMatchObject({ status: 401, body: { code: "refresh_reused" } });
      await expectGoodbye(socket, "session_ended");
    });

    test("N1.7 a page of another site opens no socket; the server's own does", async () => {
      const own = new URL(world.baseUrl).origin;
      expect(await upgrade(world, "/v1/socket", own)).toBe(101);
      expect(await upgrade(world, "/v1/socket", "https://elsewhere.example")).toBe(403);
      expect(await upgrade(world, "/v1/socket", "null")).toBe(403);
      expect(await upgrade(world, "/v1/socket", `${own}.elsewhere.example`)).toBe(403);
    });
  });
}

/** The status that a WebSocket upgrade is answered with. */
function upgrade(world: World, path: string, origin?: string): Promise<number | undefined> {
  const url = new URL(world.baseUrl + path);
  const send = url.protocol === "https:" ? secureRequest : request;
  return new Promise((resolve, reject) => {
    const asking = send(url, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...(origin !== undefined && { origin }),
      },
    });
    asking.on("upgrade", ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    asking.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on("error", reject);
    asking.end();
  });
}

type Parts = [header: string, claims: string, signature: string];

/** A token whose signature was made with a key of our own: some other 32 bytes. */
function forge(token: string, change: (parts: Parts) => Parts): string {
  const [header, claims] = change(token.split(".") as Parts);
  return [header, claims, encode(crypto.getRandomValues(new Uint8Array(32)))].join(".");
}

/** The same signature over other claims. */
function withClaims(token: string, claims: object): string {
  const [header, given, signature] = token.split(".") as Parts;
  const said = JSON.parse(Buffer.from(given, "base64url").toString()) as object;
  return [header, encode(JSON.stringify({ ...said, ...claims })), signature].join(".");
}

function unsigned(token: string): string {
  const [, claims] = token.split(".") as Parts;
  return [encode(JSON.stringify({ alg: "none" })), claims, ""].join(".");
}

function encode(value: string | Uint8Array): string {
  return Buffer.from(value).toString("base64url");
}
