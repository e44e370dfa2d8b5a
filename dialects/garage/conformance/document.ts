import { describe, expect, it } from "vitest";
import type { Caller, Message } from "./caller.ts";

const keys = (value: unknown): string[] => Object.keys(value as object).toSorted();
const message =
  "_id senderId receiverId content appointmentId attachments read readAt createdAt clientId"
    .split(" ")
    .toSorted();

/** The document of this API, from top to bottom: its addresses as it writes them, and every field that is listed. */
export function documentRules(caller: Caller): void {
  describe("The document", () => {
    it("G4.1: the four addresses of messages answer with every listed field", async () => {
      const receiverId = await caller.idOf("garage");
      const senderId = await caller.idOf("client");
      const sent = await caller.post<Message>("client", "/api/messages", {
        receiverId,
        content: "Bonjour, votre garage est-il ouvert ?",
      });
      expect([sent.status, keys(sent.body)]).toEqual([201, message]);
      const list = await caller.get<{ user: object }[]>("garage", "/api/messages/conversations");
      expect(keys(list.body[0])).toEqual(
        ["appointment", "lastMessage", "unreadCount", "user", "userId"].toSorted(),
      );
      expect(keys(list.body[0]?.user)).toEqual(["_id", "avatar", "name", "role"]);
      const history = await caller.get<Message[]>(
        "garage",
        `/api/messages/conversation/${senderId}`,
      );
      expect(keys(history.body.at(-1))).toEqual(message);
      const read = await caller.call("garage", "PUT", "/api/messages/read", { senderId });
      expect(read).toMatchObject({
        status: 200,
        body: { success: true, count: expect.any(Number) },
      });
    });

    it("G4.2: nobody is in the list before the first message, and a message may be about an appointment", async () => {
      const asked = await caller.book();
      const sent = await caller.say("client", "garage", "À propos de ce rendez-vous", {
        appointmentId: asked._id,
      });
      expect(sent.body.appointmentId).toBe(asked._id);
      const list = await caller.get<{ appointment: string | null }[]>(
        "client",
        "/api/messages/conversations",
      );
      expect(list.body[0]?.appointment).toBe(asked._id);
      expect((await caller.get("outsider", "/api/messages/conversations")).body).toEqual([]);
    });

    it("G4.3: join-room, send-message and new-message, as the page of the document uses them", async () => {
      const [client, garage] = [await caller.connected("client"), await caller.connected("garage")];
      const receiverId = await caller.idOf("garage");
      expect(await garage.emit("join-room", await caller.idOf("client"))).toMatchObject({
        ok: true,
      });
      const answer = await client.emit("send-message", { receiverId, content: "Bonjour" });
      await expect.poll(() => garage.contents, { timeout: 15_000 }).toContain("Bonjour");
      expect(keys(garage.last("new-message"))).toEqual(message);
      expect(keys(answer.message)).toEqual(message);
      caller.leave();
    });
  });
}
