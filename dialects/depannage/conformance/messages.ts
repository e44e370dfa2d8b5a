import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page, Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Message, Person } from "./caller.ts";

const chat = "/depannage/api/chat/";
/** One red point. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
/** Three seconds, recorded by Chromium. */
const recording = () => readFile(new URL("recording.webm", import.meta.url));

type Conversation = {
  id: string;
  request: string;
  client: Person;
  technician: Person | null;
  last_message: Message | null;
  unread_count: number;
  is_active: boolean;
};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

export function messageRules(caller: Caller): void {
  const pageOf = (conversation: string, query = "") =>
    caller.get<Page<Message>>(
      "client",
      `${chat}messages/conversation_messages/?conversation_id=${conversation}${query}`,
    );

  describe("Messages", () => {
    test("D3.1: writing answers 201 with the message, as the others read it", async () => {
      const { conversation } = await caller.taken();
      const { status, body } = await caller.say("client", conversation, "Bonjour Moussa");
      expect(status).toBe(201);
      expect(body).toMatchObject({
        conversation,
        sender: { full_name: "Awa Traoré", role: "client" },
        message_type: "text",
        content: "Bonjour Moussa",
        attachments: [],
        is_read: false,
        read_at: null,
        client_id: null,
      });
      const page = await pageOf(conversation);
      expect(page.body.results.at(-1)).toEqual(body);
    });

    test("D3.2: the same client_id twice is one message; with another text it is 409", async () => {
      const { conversation } = await caller.taken();
      const once = randomUUID();
      const first = await caller.say("client", conversation, "Une fois", once);
      const again = await caller.say("client", conversation, "Une fois", once);
      expect(again.body).toEqual(first.body);
      expect((await caller.say("client", conversation, "Autre", once)).status).toBe(409);
      expect((await pageOf(conversation)).body.count).toBe(2);
    });

    test("D3.3: pages are counted from 1, the oldest first, and `last` is the last", async () => {
      const { conversation } = await caller.taken();
      for (const text of ["un", "deux", "trois", "quatre"]) {
        await caller.say("client", conversation, text);
      }
      const texts = async (query: string) =>
        (await pageOf(conversation, query)).body.results.map(({ content }) => content);
      expect(await texts("&page=2&page_size=2")).toEqual(["deux", "trois"]);
      expect(await texts("&page=last&page_size=2")).toEqual(["quatre"]);
      const second = (await pageOf(conversation, "&page=2&page_size=2")).body;
      expect(second.count).toBe(5);
      expect(new URL(second.next ?? "").searchParams.get("page")).toBe("3");
      expect(new URL(second.previous ?? "").searchParams.get("page")).toBe("1");
      expect((await pageOf(conversation, "&page=4&page_size=2")).status).toBe(404);
    });

    test("D3.4: a place is a message of type location", async () => {
      const { conversation } = await caller.taken();
      const path = `${chat}messages/send_location/`;
      const place = { conversation_id: conversation, latitude: 12.6392, longitude: -8.0029 };
      const { status, body } = await caller.post<Message>("technician", path, place);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        message_type: "location",
        latitude: 12.6392,
        longitude: -8.0029,
      });
      const wrong = await caller.post<Problem>("technician", path, { ...place, latitude: 91 });
      expect(wrong.status).toBe(400);
    });

    test("D3.5: files come as a form; they are read at the address that the message gives", async () => {
      const { conversation } = await caller.taken();
      const files = new Blob([png], { type: "image/png" });
      const body = form({ conversation, content: "Voyez" });
      body.append("files", files, "moteur.png");
      const answer = await caller.post<Message>("client", `${chat}messages/`, body);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ message_type: "image", content: "Voyez" });
      const [file] = answer.body.attachments;
      expect(file?.content_type).toMatch(/^image\//);
      expect((await fetch(file?.url ?? "")).status).toBe(200);
    });

    test("D3.6: a file that is none of the list is 415, and no message is written", async () => {
      const { conversation } = await caller.taken();
      const before = (await pageOf(conversation)).body.count;
      const body = form({ conversation });
      body.append("files", new Blob(["<script>alert(1)</script>"]), "photo.png");
      const answer = await caller.post<Problem>("client", `${chat}messages/`, body);
      expect(answer.status).toBe(415);
      expect((await pageOf(conversation)).body.count).toBe(before);
    });

    test("D3.7: a voice message has its duration, as the server measured it", async () => {
      const { conversation } = await caller.taken();
      const body = form({ conversation_id: conversation, duration: "999" });
      const sound = await recording();
      body.append("voice_file", new Blob([new Uint8Array(sound)]), "vocal.webm");
      const path = `${chat}messages/send_voice/`;
      const answer = await caller.post<Message>("client", path, body);
      expect(answer.status).toBe(201);
      expect(answer.body.message_type).toBe("voice");
      const duration = answer.body.attachments[0]?.duration ?? 0;
      expect(duration).toBeGreaterThan(1);
      expect(duration).toBeLessThan(10);
      const without = form({ conversation_id: conversation });
      const refused = await caller.post<Problem>("client", path, without);
      expect(refused.status).toBe(400);
      expect(refused.body.errors).toHaveProperty("voice_file");
    });

    test("D3.8: wrong fields are named as this API calls them, and nothing is written", async () => {
      const { conversation } = await caller.taken();
      const wrong: [object, string][] = [
        [{ conversation, content: 4 }, "content"],
        [{ conversation, content: "" }, "content"],
        [{ conversation, content: "a\u202eb" }, "content"],
        [{ conversation, content: "é".repeat(4_001) }, "content"],
        [{ conversation, content: "x", client_id: "no spaces" }, "client_id"],
        [{ content: "x" }, "conversation"],
        [{ conversation: "12", content: "x" }, "conversation"],
      ];
      for (const [body, field] of wrong) {
        const answer = await caller.post<Problem>("client", `${chat}messages/`, body);
        expect(answer.status).toBe(400);
        expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
      }
      expect((await pageOf(conversation)).body.count).toBe(1);
    });

    test("D3.9: what a client says about itself must be true", async () => {
      const { conversation } = await caller.taken();
      for (const lie of [
        { sender_type: "technicien" },
        { sender_name: "Moussa Keïta" },
        { user_id: randomUUID() },
        { organization_id: randomUUID() },
      ]) {
        const body = { conversation, content: "x", ...lie };
        expect((await caller.post("client", `${chat}messages/`, body)).status).toBe(403);
      }
      const asWorker = { title: "Panne", description: "", sender_type: "technicien" };
      expect((await caller.post("client", "/depannage/api/requests/", asWorker)).status).toBe(403);
      const truth = {
        conversation,
        content: "x",
        sender_type: "client",
        sender_name: "Awa Traoré",
      };
      expect((await caller.post("client", `${chat}messages/`, truth)).status).toBe(201);
    });
  });

  describe("Conversations", () => {
    test("D4.1: a list and one of them, with the newest message and what is unread", async () => {
      const { id, conversation } = await caller.taken();
      const { body: last } = await caller.say("client", conversation, "Vous êtes où ?");
      const one = await caller.get<Conversation>(
        "technician",
        `${chat}conversations/${conversation}/`,
      );
      expect(one.status).toBe(200);
      expect(one.body).toMatchObject({
        id: conversation,
        request: id,
        client: { full_name: "Awa Traoré" },
        technician: { full_name: "Moussa Keïta" },
        last_message: { id: last.id },
        unread_count: 1,
        is_active: true,
      });
      const list = await caller.get<Page<Conversation>>("technician", `${chat}conversations/`);
      expect(list.body.results.map((each) => each.id)).toContain(conversation);
    });

    test("D4.2: marking as read says how many were unread, and shows their sender", async () => {
      const { conversation } = await caller.taken();
      await caller.say("client", conversation, "Un");
      await caller.say("client", conversation, "Deux");
      const path = `${chat}conversations/${conversation}/mark_as_read/`;
      const read = await caller.post("technician", path);
      expect(read).toMatchObject({ status: 200, body: { success: true, count: 2 } });
      expect((await caller.post("technician", path)).body).toEqual({ success: true, count: 0 });
      const page = await pageOf(conversation);
      expect(page.body.results.slice(1).map(({ is_read }) => is_read)).toEqual([true, true]);
    });

    test("D4.3: a stranger of the organization is 403 everywhere, another organization 404", async () => {
      const { conversation } = await caller.taken();
      const calls: [string, string, object?][] = [
        ["GET", `${chat}conversations/${conversation}/`],
        ["GET", `${chat}messages/conversation_messages/?conversation_id=${conversation}`],
        ["POST", `${chat}messages/`, { conversation, content: "x" }],
        ["POST", `${chat}conversations/${conversation}/mark_as_read/`],
        [
          "POST",
          `${chat}messages/send_location/`,
          { conversation_id: conversation, latitude: 1, longitude: 1 },
        ],
      ];
      for (const [method, path, body] of calls) {
        const { status } = await caller.call("stranger", method, path, body);
        expect([path, status]).toEqual([path, 403]);
        const outside = await caller.call("outsider", method, path, body);
        expect([path, outside.status]).toEqual([path, 404]);
      }
      const list = await caller.get<Page<Conversation>>("outsider", `${chat}conversations/`);
      expect(list.body.results).toEqual([]);
    });
  });
}
