import { randomUUID } from "node:crypto";
import { knock } from "@relais/dialect/conformance";
import { afterEach, describe, expect, it } from "vitest";
import type { Caller } from "./caller.ts";

const soon = { timeout: 15_000 };

export function socketRules(caller: Caller): void {
  describe("Socket.IO", () => {
    afterEach(() => caller.leave());

    it("G3.1: a stock client connects by WebSocket and by polling, nobody without a token", async () => {
      for (const transports of [["polling"], ["polling", "websocket"]]) {
        expect((await caller.connected("client", { transports })).socket.connected).toBe(true);
      }
      for (const token of [undefined, "", "a.b.c", "nothing"]) {
        const refused = caller.socket(token, { reconnection: false });
        const error = await new Promise<Error>((resolve) => refused.once("connect_error", resolve));
        expect(error.message).toBe("unauthorized");
      }
    });

    it("G3.2: both people's devices hear a message, but for the one that sent it", async () => {
      const sender = await caller.connected("client");
      const tablet = await caller.connected("client", { transports: ["polling"] });
      const garage = await caller.connected("garage");
      const receiverId = await caller.idOf("garage");
      const answer = await sender.emit("send-message", { receiverId, content: "En direct" });
      expect(answer).toMatchObject({ ok: true, message: { content: "En direct", receiverId } });
      await expect.poll(() => garage.contents, soon).toEqual(["En direct"]);
      await expect.poll(() => tablet.contents, soon).toEqual(["En direct"]);
      expect(garage.last("new-message")).toEqual(answer.message);
      await sender.emit("send-message", { receiverId, content: "Encore" });
      await expect.poll(() => garage.contents, soon).toEqual(["En direct", "Encore"]);
      expect(sender.contents).toEqual([]);
    });

    it("G3.3: what is sent by REST is heard, in a new conversation too", async () => {
      const garage = await caller.connected("garage");
      const admin = await caller.connected("admin");
      const sent = await caller.say("client", "garage", "Par REST");
      await expect.poll(() => garage.last("new-message"), soon).toEqual(sent.body);
      await caller.say("client", "admin", "À l’administration");
      await expect.poll(() => admin.contents, soon).toEqual(["À l’administration"]);
    });

    it("G3.4: rooms of one's own are joined, a stranger's are not", async () => {
      const client = await caller.connected("client");
      const own = await client.emit("join-room", await caller.idOf("garage"));
      expect(own).toMatchObject({ ok: true });
      for (const target of [randomUUID(), await caller.idOf("outsider"), "ailleurs"]) {
        const refused = await client.emit("join-room", target);
        expect(refused).toMatchObject({ ok: false, error: expect.any(String) });
      }
    });

    it("G3.5: typing reaches the other one", async () => {
      await caller.say("client", "garage", "Avant d’écrire");
      const client = await caller.connected("client");
      const garage = await caller.connected("garage");
      const receiverId = await caller.idOf("garage");
      const userId = await caller.idOf("client");
      for (const isTyping of [true, false]) {
        await client.emit("typing", { receiverId, isTyping });
        await expect.poll(() => garage.last("typing"), soon).toEqual({ userId, isTyping });
      }
    });

    it("G3.6: reading is told to who wrote, and the unread count follows", async () => {
      const client = await caller.connected("client");
      const garage = await caller.connected("garage");
      const senderId = await caller.idOf("client");
      await garage.emit("mark-read", { senderId });
      const sent = await caller.say("client", "garage", "Lu bientôt");
      const total = () => garage.last<{ total: number }>("unread-count")?.total ?? 0;
      await expect.poll(total, soon).toBeGreaterThan(0);
      expect(await garage.emit("mark-read", { senderId })).toMatchObject({ ok: true, count: 1 });
      const readerId = await caller.idOf("garage");
      const told = { readerId, messageIds: [sent.body._id] };
      await expect.poll(() => client.last("messages-read"), soon).toEqual(told);
    });

    it("G3.7: what is wrong is named in the acknowledgement, and nothing is written", async () => {
      const client = await caller.connected("client");
      const receiverId = await caller.idOf("garage");
      const before = (await caller.history("client", "garage")).body.length;
      for (const [value, field] of [
        [{ receiverId, content: "" }, "content"],
        [{ content: "Personne" }, "receiverId"],
        ["rien", "body"],
      ] as const) {
        const answer = await client.emit("send-message", value);
        expect(answer).toMatchObject({ ok: false, error: expect.any(String) });
        expect(answer.errors).toHaveProperty(field);
      }
      const foreign = { receiverId: await caller.idOf("outsider"), content: "Bonjour" };
      expect(await client.emit("send-message", foreign)).toMatchObject({ ok: false });
      expect((await caller.history("client", "garage")).body).toHaveLength(before);
    });

    it("G3.8: who was away is told what was missed, once and in order", async () => {
      const garage = await caller.connected("garage");
      await caller.say("client", "garage", "Avant");
      await expect.poll(() => garage.contents, soon).toEqual(["Avant"]);
      garage.socket.io.engine.close();
      for (const text of ["Un", "Deux", "Trois"]) await caller.say("client", "garage", text);
      await expect.poll(() => garage.contents, soon).toEqual(["Avant", "Un", "Deux", "Trois"]);
      expect(garage.socket.recovered).toBe(true);
      await caller.say("client", "garage", "Quatre");
      const all = ["Avant", "Un", "Deux", "Trois", "Quatre"];
      await expect.poll(() => garage.contents, soon).toEqual(all);
    });

    it("G3.8: nobody goes on from where somebody else stood", async () => {
      const garage = await caller.connected("garage");
      await caller.say("client", "garage", "Pour le garage");
      await expect.poll(() => garage.contents, soon).toEqual(["Pour le garage"]);
      garage.socket.auth = { token: await caller.token("outsider") };
      const refused = new Promise<Error>((resolve) => garage.socket.once("connect_error", resolve));
      garage.socket.io.engine.close();
      expect((await refused).message).toBe("unauthorized");
      expect(garage.contents).toEqual(["Pour le garage"]);
    });

    it("G3.9: one clientId over socket and REST is one message", async () => {
      const client = await caller.connected("client");
      const clientId = randomUUID();
      const body = { receiverId: await caller.idOf("garage"), content: "Deux chemins", clientId };
      const first = await client.emit("send-message", body);
      const again = await caller.say("client", "garage", "Deux chemins", { clientId });
      expect(again.body._id).toBe(first.message?._id);
      const third = await client.emit("send-message", body);
      expect(third).toMatchObject({ ok: true, message: { _id: again.body._id } });
    });

    it("G3.10: a page of another site is let in by neither transport", async () => {
      const address = `${caller.baseUrl}/socket.io/?EIO=4&transport=`;
      expect(await knock(`${address}websocket`, "https://evil.example")).toBe(403);
      expect(await knock(`${address}websocket`, caller.baseUrl)).toBe(101);
      const headers = { origin: "https://evil.example" };
      const polled = await fetch(`${address}polling`, { headers });
      // A browser gives its page nothing of an answer that does not name it.
      expect(polled.headers.get("access-control-allow-origin")).not.toBe("*");
      expect(polled.headers.get("access-control-allow-origin")).not.toBe(headers.origin);
    });

    it("G3.11: a frame that is too large ends the connection, and nothing is written", async () => {
      const client = await caller.connected("client", { reconnection: false });
      const before = (await caller.history("client", "garage")).body.length;
      const gone = new Promise((resolve) => client.socket.once("disconnect", resolve));
      const receiverId = await caller.idOf("garage");
      client.socket.emit("send-message", { receiverId, content: "x".repeat(70_000) });
      await gone;
      expect((await caller.history("client", "garage")).body).toHaveLength(before);
    });
  });
}
