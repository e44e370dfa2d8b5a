import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Caller, Message, Problem } from "./caller.ts";

type Talk = { userId: string; lastMessage: Message; unreadCount: number };

export function messageRules(caller: Caller): void {
  describe("Messages", () => {
    it("G1.1: a message is answered as the other one reads it", async () => {
      const sent = await caller.say("client", "garage", "Bonjour, puis-je passer demain ?");
      expect(sent).toMatchObject({
        status: 201,
        body: {
          senderId: await caller.idOf("client"),
          receiverId: await caller.idOf("garage"),
          content: "Bonjour, puis-je passer demain ?",
          read: false,
          readAt: null,
          appointmentId: null,
        },
      });
      expect((await caller.history("garage", "client")).body.at(-1)).toEqual(sent.body);
    });

    it("G1.2: the same clientId is the same message; another text under it is refused", async () => {
      const clientId = randomUUID();
      const first = await caller.say("client", "garage", "Une fois", { clientId });
      const again = await caller.say("client", "garage", "Une fois", { clientId });
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect((await caller.say("client", "garage", "Autre chose", { clientId })).status).toBe(409);
      const all = (await caller.history("garage", "client")).body;
      expect(all.filter((one) => one.clientId === clientId)).toHaveLength(1);
    });

    it("G1.3: a message names an appointment of these two, and no other", async () => {
      const appointmentId = (await caller.book())._id;
      const sent = await caller.say("client", "garage", "Pour ce rendez-vous", { appointmentId });
      expect(sent.body.appointmentId).toBe(appointmentId);
      const wrong = { appointmentId: randomUUID() };
      const refused = await caller.say("client", "garage", "Et celui-ci", wrong);
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: { appointmentId: expect.anything() } },
      });
    });

    it("G1.4: what is wrong is named, and nothing is written", async () => {
      const before = (await caller.history("client", "garage")).body.length;
      const receiverId = await caller.idOf("garage");
      const attempts: [object, string][] = [
        [{ content: "Sans personne" }, "receiverId"],
        [{ receiverId: "personne", content: "?" }, "receiverId"],
        [{ receiverId }, "content"],
        [{ receiverId, content: "   " }, "content"],
        [{ receiverId, content: "a".repeat(4_001) }, "content"],
        [{ receiverId, content: "Bonjour", clientId: "é" }, "clientId"],
      ];
      for (const [body, field] of attempts) {
        const answer = await caller.post<Problem>("client", "/api/messages", body);
        expect([field, answer.status]).toEqual([field, 400]);
        expect(answer.body.errors).toHaveProperty(field);
      }
      expect((await caller.history("client", "garage")).body).toHaveLength(before);
    });

    it("G1.5: lies about oneself are refused, and people out of reach are not there", async () => {
      const lie = { user_id: randomUUID() };
      expect((await caller.say("client", "garage", "Un autre", lie)).status).toBe(403);
      expect((await caller.say("garage", "admin", "Entre nous")).status).toBe(403);
      expect((await caller.say("client", "outsider", "Bonjour")).status).toBe(404);
      expect((await caller.say("outsider", "client", "Bonjour")).status).toBe(404);
      const nobody = { receiverId: randomUUID(), content: "Bonjour" };
      expect((await caller.post("client", "/api/messages", nobody)).status).toBe(404);
    });

    it("G1.6: the list holds people with a message between them, the newest first", async () => {
      await caller.say("client", "garage", "Le plus récent");
      const { body } = await caller.get<Talk[]>("garage", "/api/messages/conversations/");
      expect(body[0]).toMatchObject({
        userId: await caller.idOf("client"),
        user: { name: "Awa Traoré", role: "client", avatar: null },
        lastMessage: { content: "Le plus récent" },
      });
      expect(body[0]?.unreadCount).toBeGreaterThan(0);
      expect((await caller.get("outsider", "/api/messages/conversations")).body).toEqual([]);
    });

    it("G1.7: the history is complete and in order; nobody written with is an empty list", async () => {
      const texts = Array.from({ length: 5 }, (_, index) => `Dans l’ordre ${index}`);
      for (const text of texts) await caller.say("client", "garage", text);
      const { body, headers } = await caller.history("garage", "client");
      expect(headers.get("content-type")).toContain("application/json");
      expect(body.slice(-5).map(({ content }) => content)).toEqual(texts);
      expect((await caller.history("client", "outsider")).status).toBe(404);
    });

    it("G1.8: parts of it: the newest, those before one, those about an appointment", async () => {
      const appointmentId = (await caller.book())._id;
      const about = await caller.say("client", "garage", "La clé ?", { appointmentId });
      await caller.say("garage", "client", "Sous le paillasson");
      const newest = (await caller.history("client", "garage", "?limit=2")).body;
      expect(newest.map(({ content }) => content)).toEqual(["La clé ?", "Sous le paillasson"]);
      const query = `?limit=50&before=${about.body._id}`;
      const before = (await caller.history("client", "garage", query)).body;
      expect(before.length).toBeGreaterThan(0);
      expect(before.map(({ _id }) => _id)).not.toContain(about.body._id);
      const only = await caller.history("client", "garage", `?appointmentId=${appointmentId}`);
      expect(only.body.map(({ content }) => content)).toEqual(["La clé ?"]);
      expect((await caller.history("client", "garage", "?limit=0")).status).toBe(400);
      const unknown = `?before=${randomUUID()}`;
      expect((await caller.history("client", "garage", unknown)).status).toBe(404);
    });

    it("G1.9: what is read is counted once, and its sender is told", async () => {
      const read = (part: "garage" | "outsider", body: object) =>
        caller.call<{ count: number }>(part, "PUT", "/api/messages/read", body);
      const sent = await caller.say("client", "garage", "À lire");
      const senderId = await caller.idOf("client");
      expect((await read("garage", { senderId })).body.count).toBeGreaterThan(0);
      expect((await read("garage", { senderId })).body).toEqual({ success: true, count: 0 });
      const told = (await caller.history("client", "garage", "?limit=1")).body[0];
      expect(told).toMatchObject({ _id: sent.body._id, read: true });
      expect(told?.readAt).not.toBeNull();

      const messageIds = [(await caller.say("client", "garage", "Par son nom")).body._id];
      expect((await read("outsider", { messageIds })).status).toBe(404);
      expect((await read("garage", { messageIds })).body).toEqual({ success: true, count: 1 });
      expect((await read("garage", {})).status).toBe(400);
    });

    it("G1.10: the office writes by the same rules; without a token every call is 401", async () => {
      expect((await caller.say("admin", "client", "Votre facture est prête")).status).toBe(201);
      for (const path of ["/api/messages/conversations", "/api/appointments", "/api/garages"]) {
        const answer = await caller.call<Problem>(undefined, "GET", path);
        expect(answer.status).toBe(401);
        expect(answer.body.message).not.toBe("");
      }
    });
  });
}
