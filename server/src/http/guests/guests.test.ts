import type {
  HistoryPage,
  KindView,
  LinkView,
  OpenedLink,
  Refusal,
  SharedLink,
  UpFrameType,
} from "@relais/protocol";
import { closes, upFrames } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSocket, openStream } from "../../testing/live.ts";
import { cast, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let conversation: string;
let internal: string;
let caseId: string;
let guest: string;
let linkToken: string;
let opened: OpenedLink;

/** Marks that nobody outside may ever meet. */
const secret = "Zanzibar-8841";
const secretNumber = "+223 66 77 88 99";

const tokenOf = (path: string) => path.split("/").at(-1) ?? "";
const open = (token: string) => server.call<OpenedLink>("/v1/guest-sessions", { body: { token } });

async function share(renew = false): Promise<string> {
  const answer = await server.call<SharedLink>(`/v1/conversations/${conversation}/link`, {
    token: await server.token(cast.moussa),
    body: { renew },
  });
  expect(answer.status).toBe(201);
  return tokenOf(answer.body.path);
}

beforeAll(async () => {
  server = await TestServer.start();
  const accepted = await server.newCase({ accepted: true });
  caseId = accepted.id;
  conversation = accepted.conversation_id ?? "";
  const moussa = await server.token(cast.moussa);
  const state = await server.call<{ internal_id: string }>(`/v1/conversations/${conversation}`, {
    token: moussa,
  });
  internal = state.body.internal_id;
  const text = `${secret} : rappeler le garage au ${secretNumber}`;
  await server.call(`/v1/conversations/${internal}/messages`, {
    token: moussa,
    body: { text },
  });
  linkToken = await share();
});

beforeEach(async () => {
  const answer = await open(linkToken);
  opened = answer.body;
  guest = opened.access_token;
});

afterAll(() => server.stop());

const messages = () => `/v1/conversations/${conversation}/messages`;

describe("N20.4: a customer's link", () => {
  it("N20.4: opens the conversation, on as many devices as one has", async () => {
    const second = (await open(linkToken)).body;
    for (const token of [guest, second.access_token]) {
      const answer = await server.call<HistoryPage>(messages(), { token });
      expect(answer.status).toBe(200);
    }
    expect(opened.visit).toMatchObject({
      conversation_id: conversation,
      organization: { name: "SOS Dépannage Bamako" },
      call: { name: "Moussa Keïta", phone: "+223 70 00 00 02" },
      expires_at: null,
    });
    const link = await server.call<LinkView>(`/v1/conversations/${conversation}/link`, {
      token: await server.token(cast.claire),
    });
    expect(link.body).toMatchObject({ state: "live", guest: { full_name: "Awa Traoré" } });
    expect(link.body.devices).toBeGreaterThanOrEqual(2);
    expect(link.text).not.toContain(linkToken);
  });

  it("N18.1: tells of the kinds only that of the case", async () => {
    const told = await server.call<{ kinds: KindView[] }>("/v1/kinds", { token: guest });
    expect(told.body.kinds.map(({ name }) => name)).toEqual(["request"]);
  });

  it("is handled by who does the work, and by nobody else", async () => {
    const path = `/v1/conversations/${conversation}/link`;
    const asked: [string, number][] = [
      [await server.token(cast.awa), 403],
      [await server.token(cast.stranger), 403],
      [await server.token(cast.oscar), 404],
      [guest, 403],
    ];
    for (const [token, status] of asked) {
      for (const call of [{}, { body: { renew: true } }, { method: "DELETE" }]) {
        expect((await server.call(path, { token, ...call })).status).toBe(status);
      }
    }
    const again = await server.call(path, { token: await server.token(cast.moussa), body: {} });
    expect(again.status).toBe(409);
    expect(again.body.code).toBe("link_exists");
  });

  it.each([
    ["a guess", "0".repeat(64), 404, "link_unknown"],
    ["something else", "tout simplement", 400, "invalid_body"],
    ["nothing", "", 400, "invalid_body"],
  ])("does not open for %s", async (_what, token, status, code) => {
    const answer = await open(token);
    expect(answer.status).toBe(status);
    expect((answer.body as unknown as Refusal).code).toBe(code);
  });
});

describe("N20.5: a closed list of calls", () => {
  /** Every route that is described, with what a guest is answered there. */
  const allowed = new Set([
    "GET /v1/guest",
    "GET /v1/kinds",
    "GET /v1/cases/{id}/timeline",
    "GET /v1/cases/{id}/code",
    "POST /v1/cases/{id}/files",
    "GET /v1/cases/{id}/rating",
    "PUT /v1/cases/{id}/rating",
    "POST /v1/cases/{id}/reopen",
    "GET /v1/map",
    "GET /v1/conversations/{id}/contacts",
    "GET /v1/conversations/{id}/guidance",
    "POST /v1/conversations/{id}/guidance/leave",
    "GET /v1/conversations/{id}",
    "GET /v1/conversations/{id}/messages",
    "GET /v1/conversations/{id}/messages/{number}/receipts",
    "GET /v1/conversations/{id}/shared",
    "POST /v1/conversations/{id}/messages",
    "PATCH /v1/conversations/{id}/messages/{number}",
    "DELETE /v1/conversations/{id}/messages/{number}",
    "PUT /v1/conversations/{id}/messages/{number}/reaction",
    "GET /v1/conversations/{id}/events",
    "POST /v1/conversations/{id}/receipts",
    "POST /v1/conversations/{id}/files",
    "POST /v1/conversations/{id}/positions",
    "POST /v1/conversations/{id}/position-share",
    "DELETE /v1/conversations/{id}/position-share",
    "POST /v1/uploads",
    "HEAD /v1/uploads/{id}",
    "PATCH /v1/uploads/{id}",
    "DELETE /v1/uploads/{id}",
    "POST /v1/stream/{id}",
    // The documented API of claims serves customers who come by link: their own, in its own suite.
    "GET /claims/api/claims",
    "GET /claims/api/claims/{id}",
    "GET /claims/api/claims/{id}/status-updates",
    "GET /claims/api/conversations",
    "GET /claims/api/conversations/{id}",
    "GET /claims/api/conversations/{id}/messages",
    "POST /claims/api/conversations/{id}/messages",
    "POST /claims/api/conversations/{id}/read",
    "GET /claims/api/warranties",
    "POST /claims/api/push-subscriptions",
    "PATCH /claims/api/push-subscriptions/{id}",
    "GET /claims/api/push-subscriptions/key",
    "POST /claims/api/push-subscriptions/{id}/test",
    // A customer who has no account is told of answers like any other.
    "GET /v1/push-key",
    "POST /v1/push-subscriptions",
    "DELETE /v1/push-subscriptions/{id}",
    "POST /v1/push-subscriptions/{id}/test",
  ]);
  /** Where nobody need be signed in: a token changes nothing. */
  const open = new Set([
    "POST /v1/sessions",
    "POST /v1/sessions/refresh",
    "POST /v1/guest-sessions",
    "POST /v1/invitations/read",
    "POST /v1/invitations/accept",
    "GET /v1/embedded/{site}",
    "POST /v1/embedded/{site}/visits",
    "POST /v1/embedded/{site}/conversations",
    "POST /api/login",
    "POST /api/register",
    "POST /api/token/refresh",
    "POST /v1/stream",
    "GET /v1/demo",
    "GET /logos/{organization}/{id}",
    "GET /files/{organization}/{id}/{variant}",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
  ]);

  it("N20.5: every call that is not on the list is forbidden", async () => {
    const { body } = await server.call<{ paths: Record<string, object> }>("/openapi.json");
    const calls = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
    expect(calls.length).toBeGreaterThan(30);
    const refused: string[] = [];
    const passed: string[] = [];
    for (const { method, path } of calls) {
      const name = `${method} ${path}`;
      if (open.has(name)) continue;
      const there = path.replaceAll("{id}", conversation).replaceAll("{number}", "999");
      const answer = await server.call(there, {
        method,
        token: guest,
        ...(method !== "GET" && method !== "HEAD" && { body: {} }),
      });
      // Allowed calls fail for their empty body, never for who asks.
      if (answer.status === 403) refused.push(name);
      else passed.push(name);
    }
    expect(passed.filter((name) => !allowed.has(name))).toEqual([]);
    expect(refused.filter((name) => allowed.has(name))).toEqual([]);
    expect(refused.length).toBeGreaterThan(10);
  });

  it("N20.5: no other conversation or case exists", async () => {
    const other = await server.newCase({ accepted: true });
    for (const id of [other.conversation_id, internal]) {
      for (const path of ["", "/messages", "/events?after=0"]) {
        const answer = await server.call(`/v1/conversations/${id}${path}`, { token: guest });
        expect(answer.status).toBe(404);
      }
      const written = await server.call(`/v1/conversations/${id}/messages`, {
        token: guest,
        body: { text: "Bonjour" },
      });
      expect(written.status).toBe(404);
    }
  });

  const frames: Record<UpFrameType, object> = {
    hello: { version: 1, token: "x" },
    token: { ref: 1, token: "x" },
    subscribe: { ref: 1, conversation_id: "" },
    unsubscribe: { ref: 1, conversation_id: "" },
    watch_cases: { ref: 1 },
    send: { ref: 1, conversation_id: "", client_id: "a", text: "a" },
    edit: { ref: 1, conversation_id: "", number: 1, text: "a" },
    delete: { ref: 1, conversation_id: "", number: 1 },
    react: { ref: 1, conversation_id: "", number: 1, emoji: "👍" },
    change_status: { ref: 1, case_id: "", client_id: "a", status: "cancelled" },
    draft: { ref: 1, conversation_id: "", text: "a" },
    receipt: { conversation_id: "", read: 1 },
    typing: { conversation_id: "", active: true },
    attend: { case_id: null },
    position: {
      ref: 1,
      conversation_id: "",
      latitude: 1,
      longitude: 1,
      accuracy_m: 1,
      at: "2026-11-22T10:00:00.000Z",
      age_ms: 0,
    },
    focus: { focused: true },
    ping: {},
    pong: {},
  };

  it("N20.5, N18.11: of frames only watch_cases, change_status and draft are refused, and none reaches another conversation", async () => {
    expect(Object.keys(frames).toSorted()).toEqual(Object.keys(upFrames).toSorted());
    const socket = await openSocket(server.url);
    socket.send({ type: "hello", version: 1, token: guest, cases: {} });
    await socket.frames.next("welcome");
    expect(await socket.frames.next("refused")).toMatchObject({ code: "forbidden" });
    socket.send({ type: "watch_cases", ref: 7 });
    expect(await socket.frames.next("refused")).toMatchObject({ ref: 7, code: "forbidden" });
    socket.send({ ...frames.change_status, type: "change_status", case_id: internal, ref: 8 });
    expect(await socket.frames.next("refused")).toMatchObject({ ref: 8, code: "forbidden" });
    for (const [type, frame] of Object.entries(frames)) {
      if (!("conversation_id" in frame) || type === "unsubscribe") continue;
      socket.send({ ...frame, type, conversation_id: internal });
      const { code } = await socket.frames.next("refused");
      // A guest has one device: nothing of theirs is kept for another.
      const wanted = type === "draft" ? "forbidden" : "not_found";
      expect({ type, code }).toEqual({ type, code: wanted });
    }
    socket.end();
  });

  it("a ticket is not given, and nobody stays longer by somebody else's token", async () => {
    expect((await server.call("/v1/socket-tickets", { method: "POST", token: guest })).status).toBe(
      403,
    );
    const socket = await openSocket(server.url);
    socket.send({ type: "hello", version: 1, token: guest });
    await socket.frames.next("welcome");
    // Awa's own account reaches further than the link that she came by.
    socket.send({ type: "token", ref: 1, token: await server.token(cast.awa) });
    expect(await socket.frames.next("refused")).toMatchObject({ code: "token_invalid" });
    socket.end();
  });
});

describe("N20.7: renewing and revoking", () => {
  it("N20.7: closes sockets and streams at once, and ends the tokens", async () => {
    const socket = await openSocket(server.url);
    socket.send({ type: "hello", version: 1, token: guest });
    await socket.frames.next("welcome");
    const stream = await openStream(server.url, { type: "hello", version: 1, token: guest });
    await stream.frames.next("welcome");
    const before = linkToken;
    linkToken = await share(true);
    expect(await socket.closed).toBe(closes.link_ended.code);
    expect(await stream.frames.next("bye")).toMatchObject({ code: closes.link_ended.code });
    expect((await server.call(messages(), { token: guest })).status).toBe(401);
    const { refresh_token } = opened;
    const renewed = await server.call("/v1/sessions/refresh", { body: { refresh_token } });
    expect(renewed.status).toBe(401);
    expect((await open(before)).status).toBe(410);
    expect((await open(linkToken)).status).toBe(200);
  });
});

describe("P5 N20.2: the leak test", () => {
  it("P5 N20.2: a marked note is nowhere that a guest, the customer or an outsider can reach", async () => {
    const people = [guest, await server.token(cast.awa), await server.token(cast.oscar)];
    const heard: string[] = [];
    for (const token of people) {
      const socket = await openSocket(server.url);
      const told = socket.frames;
      socket.send({
        type: "hello",
        version: 1,
        token,
        cases: {},
        subscriptions: [{ conversation_id: conversation }, { conversation_id: internal }],
      });
      heard.push(JSON.stringify(await told.next("welcome")));
      // While they listen, more is written inside, with a sign of typing and a receipt.
      const moussa = await openSocket(server.url);
      moussa.send({
        type: "hello",
        version: 1,
        token: await server.token(cast.moussa),
        subscriptions: [{ conversation_id: internal }],
      });
      await moussa.frames.next("subscribed");
      moussa.send({ type: "typing", conversation_id: internal, active: true });
      moussa.send({
        type: "send",
        ref: 1,
        conversation_id: internal,
        client_id: `note-${heard.length}`,
        text: `Encore ${secret}`,
      });
      await moussa.frames.next("ack");
      moussa.send({ type: "receipt", conversation_id: internal, read: 1 });
      // What comes after everything else shows that nothing else is to come.
      moussa.send({ type: "ping" });
      await moussa.frames.next("pong");
      socket.send({ type: "ping" });
      await told.next("pong");
      heard.push(...told.rest().map((frame) => JSON.stringify(frame)));
      socket.end();
      moussa.end();
      for (const path of [
        "/v1/me",
        "/v1/guest",
        "/v1/kinds",
        "/v1/cases",
        `/v1/cases/${caseId}`,
        `/v1/cases/${caseId}/timeline`,
        `/v1/conversations/${conversation}`,
        `/v1/conversations/${conversation}/messages`,
        `/v1/conversations/${conversation}/messages?around=1`,
        `/v1/conversations/${conversation}/events?after=0`,
        `/v1/conversations/${conversation}/link`,
        `/v1/conversations/${internal}`,
        `/v1/conversations/${internal}/messages`,
        `/v1/conversations/${internal}/events?after=0`,
        `/v1/search?q=zanzibar`,
        `/v1/search?q=zanz`,
        `/v1/search?q=8841`,
        `/v1/search?q=zanzibar&conversation_id=${conversation}`,
        `/v1/search?q=zanzibar&conversation_id=${internal}`,
        "/openapi.json",
        "/v1/demo",
        "/metrics",
      ]) {
        heard.push((await server.call(path, { token })).text);
      }
    }
    for (const text of heard) {
      expect(text).not.toContain("Zanzibar");
      // Not as a part of any other number: counters and ids hold many.
      expect(text).not.toMatch(/(?<!\w)8841(?!\w)/);
      expect(text).not.toContain("66 77 88 99");
    }
    // An answer may repeat what was asked; what was told unasked may not even name it.
    const unasked = heard.filter((text) => !text.includes('"refused"'));
    for (const text of unasked) expect(text).not.toContain(internal);
    // And it is there, for who may know.
    const found = await server.call("/v1/search?q=zanzibar", {
      token: await server.token(cast.claire),
    });
    expect(found.text).toContain(secret);
  });
});

describe("secrets", () => {
  it("a link is in no log, at any level, whoever asks for it and however", async () => {
    await server.call(`/suivi/${linkToken}`, { headers: { accept: "text/html" } });
    await server.call(`/suivi/${linkToken}`);
    await server.call(`/v1/guest-sessions?token=${linkToken}`);
    await server.call("/v1/guest-sessions", { body: `{"token":"${linkToken}"` });
    await server.call("/v1/guest-sessions", { body: { token: linkToken, extra: linkToken } });
    await server.call("/v1/me", { token: linkToken });
    await open(linkToken);
    const { guestPath } = server.running;
    expect(guestPath).toMatch(/^\/suivi\/[0-9a-f]{64}$/);
    expect((await open(tokenOf(guestPath ?? ""))).body.user.full_name).toBe("Paul Mercier");
    for (const one of [linkToken, tokenOf(guestPath ?? ""), guest, opened.refresh_token]) {
      expect(server.log).not.toContain(one);
    }
  });

  it("a page that is opened by a link tells no other site where it was", async () => {
    const page = await server.call(`/suivi/${linkToken}`, { headers: { accept: "text/html" } });
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("guesses are limited, by address", async () => {
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, index) => open(index.toString(16).padStart(64, "0"))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 404).length + refused.length).toBe(90);
  });
});
