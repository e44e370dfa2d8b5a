import type { ConversationState, EventsPage, HistoryPage, Sent } from "@relais/protocol";
import { limits } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let awa: string;
let moussa: string;
let conversation: string;

beforeAll(async () => {
  server = await TestServer.start();
  awa = await server.token(cast.awa);
  moussa = await server.token(cast.moussa);
  conversation = await server.newConversation();
});
afterAll(() => server.stop());

const at = (part: string) => `/v1/conversations/${conversation}${part}`;
const open = async (token: string) =>
  (await server.call<ConversationState>(at(""), { token })).body;

describe("a conversation over HTTP", () => {
  it("opens as it stands, with the case, the people and the first system message", async () => {
    const state = await open(awa);
    expect(state.case.status).toBe("accepted");
    expect(state.participants.map(({ full_name }) => full_name).sort()).toEqual([
      "Awa Traoré",
      "Moussa Keïta",
    ]);
    expect(state.messages[0]).toMatchObject({ kind: "system", number: 1 });
  });

  it("takes a message, and the other person has it as unread until they say that they read it", async () => {
    const sent = await server.call<Sent>(at("/messages"), {
      token: awa,
      body: { text: "  Bonjour Moussa,\r\nje suis là. ", client_id: "first" },
    });
    expect(sent.status).toBe(201);
    const before = await open(moussa);
    expect(before.messages.at(-1)).toMatchObject({
      id: sent.body.id,
      number: sent.body.number,
      text: "Bonjour Moussa,\nje suis là.",
      client_id: "first",
    });
    expect(before.unread).toBeGreaterThan(0);
    const receipt = await server.call(at("/receipts"), {
      token: moussa,
      body: { read: sent.body.number },
    });
    expect(receipt.status).toBe(204);
    expect(receipt.text).toBe("");
    const after = await open(moussa);
    expect(after.unread).toBe(0);
    expect(Object.values(after.receipts)).toContainEqual({
      delivered: sent.body.number,
      read: sent.body.number,
      delivered_at: expect.any(String),
      read_at: expect.any(String),
    });
  });

  it("tells what happened after a position, in order and without a hole", async () => {
    const { seq } = await open(awa);
    await server.call(at("/messages"), { token: awa, body: { text: "Un" } });
    await server.call(at("/messages"), { token: moussa, body: { text: "Deux" } });
    const page = await server.call<EventsPage>(at(`/events?after=${seq}`), { token: awa });
    expect(page.body.events.map((event) => event.seq)).toEqual([seq + 1, seq + 2]);
    expect(page.body.events.map(({ type }) => type)).toEqual(["message.sent", "message.sent"]);
    expect(page.body).toMatchObject({ seq: seq + 2, has_more: false });
  });

  it("gives history page by page, oldest first, until there is no more", async () => {
    const other = await server.newConversation();
    const path = `/v1/conversations/${other}/messages`;
    const texts = Array.from({ length: limits.pageMessages + 10 }, (_, index) => `n° ${index}`);
    // In sequence, because the order of the answers is the order of the numbers.
    for (const text of texts) await server.call(path, { token: awa, body: { text } });
    const newest = await server.call<HistoryPage>(path, { token: moussa });
    expect(newest.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(newest.body.messages).toHaveLength(limits.pageMessages);
    expect(newest.body.has_more).toBe(true);
    expect(newest.body.messages.at(-1)?.text).toBe(texts.at(-1));
    const first = newest.body.messages[0]?.number ?? 0;
    const older = await server.call<HistoryPage>(`${path}?before=${first}`, { token: moussa });
    expect(older.body.has_more).toBe(false);
    const numbers = [...older.body.messages, ...newest.body.messages].map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it("compresses nothing and says how long an answer is, so that connections are kept", async () => {
    const answer = await server.call(at("/messages"), { token: awa });
    expect(Number(answer.headers.get("content-length"))).toBe(Buffer.byteLength(answer.text));
  });
});
