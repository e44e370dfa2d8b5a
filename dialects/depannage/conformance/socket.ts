import { randomUUID } from "node:crypto";
import { knock, type Page, PlainSocket } from "@relais/dialect/conformance";
import { afterEach, describe, expect, test } from "vitest";
import type { Caller, Message, Part } from "./caller.ts";

export function socketRules(caller: Caller): void {
  let sockets: PlainSocket[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.close();
    sockets = [];
  });
  const join = async (part: Part, conversation: string) => {
    const path = `/ws/chat/${conversation}/?token=${await caller.token(part)}`;
    const socket = await PlainSocket.at(caller.baseUrl, path);
    sockets.push(socket);
    return socket;
  };
  const both = async () => {
    const { id, conversation } = await caller.taken();
    const awa = await (await join("client", conversation)).inside();
    const moussa = await (await join("technician", conversation)).inside();
    return { id, conversation, awa, moussa };
  };

  describe("The socket of a conversation", () => {
    test("D6.1: closes 4401 without a valid token, 4403 for a stranger, 4404 where there is nothing", async () => {
      const { conversation } = await caller.taken();
      const none = await PlainSocket.at(caller.baseUrl, `/ws/chat/${conversation}/`);
      expect(await none.closed).toBe(4401);
      const forged = await PlainSocket.at(
        caller.baseUrl,
        `/ws/chat/${conversation}/?token=forged.token.here`,
      );
      expect(await forged.closed).toBe(4401);
      expect(await (await join("stranger", conversation)).closed).toBe(4403);
      expect(await (await join("outsider", conversation)).closed).toBe(4404);
      expect(await (await join("client", randomUUID())).closed).toBe(4404);
      expect(await (await join("client", "12")).closed).toBe(4404);
    });

    test("D6.2: a message reaches every connection of every participant, its sender's too, once", async () => {
      const { conversation, awa, moussa } = await both();
      const phone = await (await join("client", conversation)).inside();
      const client_id = randomUUID();
      awa.send({ type: "message", content: "Une panne", client_id });
      for (const socket of [awa, moussa]) {
        const { message } = await socket.next("message");
        expect(message).toMatchObject({
          conversation,
          content: "Une panne",
          sender: { full_name: "Awa Traoré", role: "client" },
          client_id,
        });
      }
      const byHttp = await caller.say("technician", conversation, "Par HTTP");
      for (;;) {
        const { message } = await phone.next("message");
        if ((message as { id: string }).id !== byHttp.body.id) continue;
        expect(message).toEqual(byHttp.body);
        break;
      }
      // Read from somewhere else, the same message is the same in every field.
      expect((await awa.next("message")).message).toEqual(byHttp.body);
      expect(awa.unread("message")).toBe(0);
    });

    test("D6.3: who sends a message again is shown it, and nobody else", async () => {
      const { awa, moussa } = await both();
      const frame = { type: "message", content: "Deux fois", client_id: randomUUID() };
      awa.send(frame);
      const first = await awa.next("message");
      awa.send(frame);
      expect(await awa.next("message")).toEqual(first);
      await moussa.next("message");
      awa.send({ type: "typing", is_typing: true });
      await moussa.next("typing");
      expect(moussa.unread("message")).toBe(0);
    });

    test("D6.4: typing reaches the others, with a name", async () => {
      const { awa, moussa } = await both();
      awa.send({ type: "typing", is_typing: true });
      expect(await moussa.next("typing")).toMatchObject({
        user_name: "Awa Traoré",
        is_typing: true,
      });
      awa.send({ type: "typing", is_typing: false });
      expect(await moussa.next("typing")).toMatchObject({ is_typing: false });
    });

    test("D6.5: reading names the messages that were read, and when", async () => {
      const { awa, moussa } = await both();
      awa.send({ type: "message", content: "Lisez-moi" });
      const { message } = await moussa.next("message");
      const { id } = message as { id: string };
      moussa.send({ type: "read", message_ids: [id] });
      for (;;) {
        const read = await awa.next("read");
        if (!(read.message_ids as string[]).includes(id)) continue;
        expect(Date.parse(String(read.read_at))).not.toBeNaN();
        break;
      }
      moussa.send({ type: "read", message_ids: [randomUUID()] });
      expect((await moussa.next("error")).message).toMatch(/\.$/);
    });

    test("D6.6: a live position reaches everybody with distance and time, and is no message", async () => {
      const { awa, moussa } = await both();
      moussa.send({ type: "location", latitude: 12.65, longitude: -8.01, heading: 90, speed: 8 });
      const location = await awa.next("location");
      expect(location).toMatchObject({ latitude: 12.65, longitude: -8.01 });
      expect(location.distance_m).toBeGreaterThan(0);
      expect(awa.unread("message")).toBe(0);
    });

    test("D6.7: the status of the request is told when it moves", async () => {
      const { id, awa } = await both();
      await caller.post("technician", `/depannage/api/requests/${id}/status/`, {
        status: "en_route",
      });
      expect(await awa.next("status")).toEqual({ type: "status", status: "en_route" });
    });

    test("D6.8: what is wrong is answered as an error with a sentence, and the socket stays", async () => {
      const { awa } = await both();
      const client_id = randomUUID();
      const wrong: [unknown, object][] = [
        ["{", {}],
        [{ type: "dance" }, {}],
        [{ type: "message" }, { errors: { content: [expect.any(String)] } }],
        [
          { type: "message", content: " ", client_id },
          { client_id, errors: { content: [expect.any(String)] } },
        ],
        [{ type: "location", latitude: "north", longitude: 1 }, {}],
      ];
      for (const [frame, told] of wrong) {
        awa.send(frame);
        const error = await awa.next("error");
        expect(error).toMatchObject({ message: expect.stringMatching(/\.$/), ...told });
      }
      awa.send({ type: "message", content: "Toujours là" });
      expect((await awa.next("message")).message).toMatchObject({ content: "Toujours là" });
      awa.send({ type: "message", content: "x".repeat(70_000) });
      expect(await awa.closed).toBe(4413);
    });

    test("D6.9: a one-time ticket opens it in place of the token, once, and the slash is optional", async () => {
      const { conversation } = await caller.taken();
      const { body } = await caller.post<{ ticket: string }>("client", "/v1/socket-tickets");
      const path = `/ws/chat/${conversation}?token=${body.ticket}`;
      const socket = await PlainSocket.at(caller.baseUrl, path);
      sockets.push(socket);
      socket.send({ type: "message", content: "Par ticket" });
      expect((await socket.next("message")).message).toMatchObject({ content: "Par ticket" });
      expect(await (await PlainSocket.at(caller.baseUrl, path)).closed).toBe(4401);
    });

    test("D6.10: a page of another site may not open it", async () => {
      const { conversation } = await caller.taken();
      const token = await caller.token("client");
      const address = `${caller.baseUrl}/ws/chat/${conversation}/?token=${token}`;
      expect(await knock(address, "https://evil.example")).toBe(403);
      expect(await knock(address, caller.baseUrl)).toBe(101);
    });

    test("D6.13: what was missed while away is in the messages, once and in order", async () => {
      const { conversation, awa, moussa } = await both();
      awa.close();
      await awa.closed;
      const missed = ["J’arrive", "Je suis au feu", "Devant chez vous"];
      for (const content of missed) {
        moussa.send({ type: "message", content });
        await moussa.next("message");
      }
      const back = await (await join("client", conversation)).inside();
      const path = `/depannage/api/chat/messages/conversation_messages/?conversation_id=${conversation}&page=last`;
      const { body } = await caller.get<Page<Message>>("client", path);
      const known = body.results.map(({ content }) => content);
      expect(known.slice(-missed.length)).toEqual(missed);
      moussa.send({ type: "message", content: "Vous revoilà" });
      expect((await back.next("message")).message).toMatchObject({ content: "Vous revoilà" });
    });
  });
}
