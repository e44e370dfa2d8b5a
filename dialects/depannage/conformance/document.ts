import type { Page } from "@relais/dialect/conformance";
import { PlainSocket } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Message, Request } from "./caller.ts";

const keys = (value: unknown): string[] => Object.keys(value as object).toSorted();

/** The document of this API, from top to bottom: its addresses as it writes them, and every field that is listed. */
export function documentRules(caller: Caller): void {
  describe("The document", () => {
    test("D7.1: a client asks, a technician accepts, and the conversation is there by itself", async () => {
      const opened = await caller.post<Request>("client", "/depannage/api/requests/", {
        title: "La voiture ne démarre plus",
        description: "Au bord de la route",
      });
      expect(opened).toMatchObject({ status: 201, body: { status: "pending", technician: null } });
      expect(opened.body.conversation_id).toBeNull();
      expect(keys(opened.body)).toEqual(
        "id title description address latitude longitude priority status client technician conversation_id created_at updated_at"
          .split(" ")
          .toSorted(),
      );
      expect(keys(opened.body.client)).toEqual(["full_name", "id", "role"]);
      const path = `/depannage/api/requests/${opened.body.id}/`;
      const accepted = await caller.post<Request>("technician", `${path}accept/`);
      expect(accepted.body.conversation_id).not.toBeNull();
      expect((await caller.get<Request>("client", path)).body).toEqual(accepted.body);
    });

    test("D7.2: what is asked for statistics, the dashboard and the messages has every listed field", async () => {
      const { id, conversation } = await caller.taken();
      await caller.say("client", conversation, "Bonjour");
      const numbers =
        "request_id conversation_id total_messages unread_messages average_response_time last_activity active_conversations"
          .split(" ")
          .toSorted();
      const stats = await caller.get("client", `/depannage/api/chat/stats/?request_id=${id}`);
      expect([stats.status, keys(stats.body)]).toEqual([200, numbers]);
      const dashboard = await caller.get<{ conversations: object[] }>(
        "client",
        "/depannage/api/chat/dashboard/",
      );
      expect(keys(dashboard.body)).toEqual([...numbers, "conversations"].toSorted());
      const fields =
        "id request client technician last_message unread_count is_active created_at updated_at"
          .split(" ")
          .toSorted();
      expect(keys(dashboard.body.conversations[0])).toEqual(fields);
      const list = `/depannage/api/chat/conversations/`;
      const all = await caller.get<Page<object>>("client", list);
      expect(keys(all.body)).toEqual(["count", "next", "previous", "results"]);
      expect(keys(all.body.results[0])).toEqual(fields);
      expect(keys((await caller.get("client", `${list}${conversation}/`)).body)).toEqual(fields);
      const { body } = await caller.get<Page<Message>>(
        "client",
        `/depannage/api/chat/messages/conversation_messages/?conversation_id=${conversation}`,
      );
      expect(keys(body.results.at(-1))).toEqual(
        "id conversation sender message_type content latitude longitude attachments is_read read_at created_at client_id"
          .split(" ")
          .toSorted(),
      );
    });

    test("D7.3: the socket opens at its address, and every frame has the listed fields", async () => {
      const { id, conversation } = await caller.taken();
      const open = async (part: "client" | "technician") => {
        const token = await caller.token(part);
        const path = `/ws/chat/${conversation}/?token=${token}`;
        return (await PlainSocket.at(caller.baseUrl, path)).inside();
      };
      const [client, technician] = [await open("client"), await open("technician")];
      client.send({ type: "message", content: "Une panne", client_id: "c-1" });
      const message = await technician.next("message");
      expect(keys(message)).toEqual(["message", "type"]);
      technician.send({ type: "read", message_ids: [(message.message as Message).id] });
      expect(keys(await client.next("read"))).toEqual(
        ["message_ids", "read_at", "type", "user_id"].toSorted(),
      );
      client.send({ type: "typing", is_typing: true });
      expect(keys(await technician.next("typing"))).toEqual(
        ["is_typing", "type", "user_id", "user_name"].toSorted(),
      );
      technician.send({ type: "location", latitude: 12.65, longitude: -8.01 });
      expect(keys(await client.next("location"))).toEqual(
        "distance_m eta_s latitude longitude type updated_at user_id".split(" ").toSorted(),
      );
      const status = { status: "en_route" };
      await caller.post("technician", `/depannage/api/requests/${id}/status/`, status);
      expect(await client.next("status")).toEqual({ type: "status", ...status });
      client.send({ type: "message", content: "", client_id: "c-2" });
      expect(await client.next("error")).toMatchObject({ client_id: "c-2" });
      client.close();
      technician.close();
    });
  });
}
