import { describe, expect, test } from "vitest";
import type { Caller } from "./caller.ts";

type Stats = {
  request_id: string | null;
  conversation_id: string | null;
  total_messages: number;
  unread_messages: number;
  average_response_time: number | null;
  last_activity: string | null;
  active_conversations: number;
};

export function statsRules(caller: Caller): void {
  describe("Numbers", () => {
    test("D5.1: of one request: messages, unread, how long people waited for each other", async () => {
      const { id, conversation } = await caller.taken();
      const path = `/depannage/api/chat/stats/?request_id=${id}`;
      const before = await caller.get<Stats>("technician", path);
      expect(before.body.average_response_time).toBeNull();
      await caller.say("client", conversation, "Bonjour");
      await caller.say("technician", conversation, "J’arrive");
      const { status, body } = await caller.get<Stats>("technician", path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        request_id: id,
        conversation_id: conversation,
        total_messages: 3,
        active_conversations: 1,
      });
      expect(body.average_response_time).toBeGreaterThanOrEqual(0);
      expect(Date.parse(body.last_activity ?? "")).not.toBeNaN();
      expect((await caller.get("outsider", path)).status).toBe(404);
      expect((await caller.get("stranger", path)).status).toBe(403);
    });

    test("D5.2: of all, with the newest conversations first", async () => {
      const { conversation } = await caller.taken();
      await caller.say("client", conversation, "La plus récente");
      const all = await caller.get<Stats & { conversations: { id: string }[] }>(
        "technician",
        "/depannage/api/chat/dashboard/",
      );
      expect(all.status).toBe(200);
      expect(all.body.request_id).toBeNull();
      expect(all.body.conversations[0]?.id).toBe(conversation);
      const none = await caller.get<Stats & { conversations: object[] }>(
        "outsider",
        "/depannage/api/chat/dashboard/",
      );
      expect(none.body).toMatchObject({ total_messages: 0, conversations: [] });
    });
  });
}
