import { describe, expect, test } from "vitest";
import type { Caller, Message, Page } from "./caller.ts";

/** A picture of one point. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

function formOf(
  fields: Record<string, string>,
  name: string,
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append("files", new Blob([bytes], { type }), name);
  return form;
}

const contents = (list: readonly Message[]): string[] => list.map(({ content }) => content);

export function messageRules(caller: Caller): void {
  describe("Messages", () => {
    test("C3.1: writing answers the message as others read it", async () => {
      const { conversation, customer } = await caller.begun();
      const { status, body } = await caller.say("operations", conversation.id, "Bonjour Paul");
      const me = await caller.me("operations");
      expect(status).toBe(201);
      expect(body).toMatchObject({
        conversation_id: conversation.id,
        sender_type: "staff",
        sender_id: me.id,
        sender_name: me.full_name,
        message_type: "text",
        content: "Bonjour Paul",
        attachments: [],
        read_by_customer: false,
        read_by_staff: true,
        is_internal: false,
      });
      expect((await caller.messages(customer, conversation.id)).at(-1)).toEqual(body);
    });

    test("C3.2: pages begin with the first message; `last` is the one that holds the newest", async () => {
      const { conversation } = await caller.begun();
      for (const word of ["un", "deux", "trois"])
        await caller.say("operations", conversation.id, word);
      const path = `conversations/${conversation.id}/messages?page_size=2`;
      const first = await caller.get<Page<Message>>("operations", path);
      expect(first.body).toMatchObject({ count: 3, previous: null });
      expect(first.body.results.map(({ content }) => content)).toEqual(["un", "deux"]);
      const last = await caller.get<Page<Message>>("operations", `${path}&page=last`);
      expect(last.body.results.map(({ content }) => content)).toEqual(["trois"]);
      expect(last.body.next).toBeNull();
      expect((await caller.get("operations", `${path}&page=3`)).status).toBe(404);
    });

    test("C3.3: an internal message stands where it was written, for the team only", async () => {
      const { conversation, customer } = await caller.begun();
      const { id } = conversation;
      await caller.say("operations", id, "un");
      const noted = await caller.say("operations", id, "Client fidèle", { is_internal: true });
      expect(noted.status).toBe(201);
      expect(noted.body).toMatchObject({
        is_internal: true,
        conversation_id: id,
        read_by_customer: false,
      });
      await caller.say(customer, id, "deux");
      await caller.say("agent", id, "À voir", { is_internal: true });
      await caller.say("operations", id, "trois");
      const seen = await caller.messages("agent", id);
      expect(contents(seen)).toEqual(["un", "Client fidèle", "deux", "À voir", "trois"]);
      expect(contents(await caller.messages(customer, id))).toEqual(["un", "deux", "trois"]);
      const paged = [];
      for (const page of [1, 2, 3]) {
        const path = `conversations/${id}/messages?page_size=2&page=${page}`;
        paged.push(...(await caller.get<Page<Message>>("agent", path)).body.results);
      }
      expect(paged).toEqual(seen);
      expect((await caller.say(customer, id, "note", { is_internal: true })).status).toBe(403);
      const count = await caller.get<Page<Message>>(customer, `conversations/${id}/messages`);
      expect(count.body.count).toBe(3);
    });

    test("C3.4: the same client_id is one message; with another text it is refused", async () => {
      const { conversation, customer } = await caller.begun();
      const client_id = crypto.randomUUID();
      const first = await caller.say(customer, conversation.id, "Une fois", { client_id });
      const again = await caller.say(customer, conversation.id, "Une fois", { client_id });
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect((await caller.say(customer, conversation.id, "Autre", { client_id })).status).toBe(
        409,
      );
      expect(await caller.messages(customer, conversation.id)).toHaveLength(1);
    });

    test("C3.5: a form takes files, each with an address; an unknown type is refused whole", async () => {
      const { conversation, customer } = await caller.begun();
      const path = `conversations/${conversation.id}/messages`;
      const form = formOf({ content: "Voici la panne" }, "panne.png", "image/png", picture);
      const sent = await caller.post<Message>(customer, path, form);
      expect(sent.status).toBe(201);
      expect(sent.body).toMatchObject({ message_type: "image", content: "Voici la panne" });
      const [file] = sent.body.attachments;
      expect(file).toMatchObject({ name: "panne.png", content_type: "image/png" });
      expect((await fetch(file?.url ?? "")).status).toBe(200);
      const odd = formOf({}, "run.exe", "application/x-msdownload", new Uint8Array([77, 90, 0, 1]));
      expect((await caller.post(customer, path, odd)).status).toBe(415);
      const lie = formOf({ sender_type: "staff" }, "panne.png", "image/png", picture);
      expect((await caller.post(customer, path, lie)).status).toBe(403);
      const noted = formOf({ is_internal: "true" }, "devis.png", "image/png", picture);
      expect((await caller.post<Message>("operations", path, noted)).body.is_internal).toBe(true);
      expect(await caller.messages(customer, conversation.id)).toHaveLength(1);
    });

    test("C3.6: reading tells how many were unread, and the sender sees that it was", async () => {
      const { conversation, customer } = await caller.begun();
      const { id } = conversation;
      await caller.say("operations", id, "un");
      await caller.say("operations", id, "deux");
      const path = `conversations/${id}/read`;
      expect((await caller.post(customer, path)).body).toEqual({ success: true, count: 2 });
      expect((await caller.post(customer, path)).body).toEqual({ success: true, count: 0 });
      const [first, second] = await caller.messages("operations", id);
      expect(first).toMatchObject({ read_by_customer: true, read_at: second?.read_at });
      expect(second).toMatchObject({ read_by_customer: true, read_at: expect.any(String) });
    });

    test("C3.7: a step that the customer is told of is a message of the system", async () => {
      const { conversation, customer } = await caller.begun();
      const path = `claims/${conversation.claim_id}/status-updates`;
      await caller.post("operations", path, { new_status: "under_review" });
      const told = (await caller.messages(customer, conversation.id)).at(-1);
      expect(told).toMatchObject({
        message_type: "status_update",
        sender_type: "system",
        sender_id: null,
      });
      expect(told?.content).toContain("Nadia Benali");
    });

    test("C1.5: a wrong field of a message is named, and nothing is written", async () => {
      const { conversation, customer } = await caller.begun();
      for (const [body, field] of [
        [{ content: 4 }, "content"],
        [{ content: " " }, "content"],
        [{ content: "x".repeat(4_001) }, "content"],
        [{ content: "x", message_type: "system" }, "message_type"],
        [{ content: "x", is_internal: "yes" }, "is_internal"],
        [{ content: "x", client_id: 4 }, "client_id"],
      ] as const) {
        const path = `conversations/${conversation.id}/messages`;
        const answer = await caller.post(customer, path, body);
        expect(answer.status).toBe(400);
        expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
      }
      expect(await caller.messages(customer, conversation.id)).toEqual([]);
    });
  });
}
