import { describe, expect, test } from "vitest";
import type { Caller, Conversation, Message, Page, StatusUpdate } from "./caller.ts";

const keys = (value: unknown): string[] => Object.keys(value as object);

/** The document of this API, from top to bottom: its arguments over HTTP, and the columns of its tables as fields. */
export function documentRules(caller: Caller): void {
  describe("The document", () => {
    test("C9.1: a conversation and a message take the documented arguments and have the documented fields", async () => {
      const { id: user, full_name, organization } = await caller.me("operations");
      const conversation = await caller.post<Conversation>("operations", "conversations", {
        organization_id: organization.id,
        customer_name: "Paul Mercier",
        customer_email: "paul@mercier.example",
      });
      expect(conversation.status).toBe(201);
      expect(keys(conversation.body)).toEqual(
        expect.arrayContaining(
          "id organization_id customer_name customer_email customer_phone assigned_to warranty_id claim_id status priority last_message_at unread_count_customer unread_count_staff access_token tags internal_notes".split(
            " ",
          ),
        ),
      );
      const path = `conversations/${conversation.body.id}/messages`;
      const sent = await caller.post<Message>("operations", path, {
        conversation_id: conversation.body.id,
        sender_type: "staff",
        sender_name: full_name,
        content: "Bonjour",
      });
      expect(sent).toMatchObject({ status: 201, body: { sender_type: "staff", sender_id: user } });
      expect(keys(sent.body)).toEqual(
        expect.arrayContaining(
          "id conversation_id sender_type sender_id sender_name message_type content attachments read_by_customer read_by_staff read_at is_internal".split(
            " ",
          ),
        ),
      );
      const list = await caller.get<Page<Message>>("operations", path);
      expect(keys(list.body).toSorted()).toEqual(["count", "next", "previous", "results"]);
    });

    test("C9.2: a step takes the documented arguments and has the documented fields", async () => {
      const { conversation } = await caller.begun();
      const { id, full_name, organization } = await caller.me("operations");
      const path = `claims/${conversation.claim_id}/status-updates`;
      const step = await caller.post<StatusUpdate>("operations", path, {
        organization_id: organization.id,
        claim_id: conversation.claim_id,
        old_status: "submitted",
        new_status: "under_review",
        changed_by: id,
        changed_by_name: full_name,
        reason: "Dossier complet",
        notes: "Facture reçue",
      });
      expect(step.status).toBe(201);
      expect(keys(step.body)).toEqual(
        expect.arrayContaining(
          "id organization_id claim_id old_status new_status changed_by changed_by_name reason notes notification_sent notification_sent_at metadata".split(
            " ",
          ),
        ),
      );
    });

    test("C9.3: a subscription takes the documented arguments, and each preference is changed by its name", async () => {
      const { id, organization } = await caller.me("operations");
      const preferences = {
        new_messages: true,
        claim_updates: true,
        warranty_expiring: true,
        system_alerts: true,
      };
      const registered = await caller.post<{ id: string; preferences: object }>(
        "operations",
        "push-subscriptions",
        {
          organization_id: organization.id,
          user_id: id,
          push_token: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`,
          platform: "web",
          preferences,
        },
      );
      expect(registered).toMatchObject({ status: 201, body: { preferences } });
      expect(keys(registered.body)).toEqual(
        expect.arrayContaining(
          "id organization_id user_id platform enabled preferences user_agent last_used_at".split(
            " ",
          ),
        ),
      );
      const changed = { ...preferences, warranty_expiring: false };
      const path = `push-subscriptions/${registered.body.id}`;
      const answer = await caller.patch<{ preferences: object }>("operations", path, changed);
      expect(answer.body.preferences).toEqual(changed);
    });
  });
}
