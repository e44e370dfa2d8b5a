import { randomUUID } from "node:crypto";
import { knock, PlainSocket, type WireFrame } from "@relais/dialect/conformance";
import { afterEach, describe, expect, test } from "vitest";
import type { Caller, Comment, Part } from "./caller.ts";

const commentIn = (frame: WireFrame) => frame.comment as Comment;

const until = async (socket: PlainSocket, message: string): Promise<Comment> => {
  for (;;) {
    const comment = commentIn(await socket.next("comment"));
    if (comment.message === message) return comment;
  }
};

export function socketRules(caller: Caller): void {
  let sockets: PlainSocket[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.close();
    sockets = [];
  });
  const at = (ticket: string, token: string) =>
    PlainSocket.at(caller.baseUrl, `/ws/ticket/${ticket}/?token=${token}`);
  const join = async (part: Part, ticket: string) => {
    const socket = await at(ticket, await caller.token(part));
    sockets.push(socket);
    return socket;
  };
  const both = async () => {
    const ticket = await caller.taken();
    const fatou = await (await join("employee", ticket.id)).inside();
    const karim = await (await join("technician", ticket.id)).inside();
    return { id: ticket.id, fatou, karim };
  };

  describe("The socket of a ticket", () => {
    test("T6.1: closes 4401 without a valid token, 4403 for a stranger, 4404 where there is nothing", async () => {
      const { id } = await caller.taken();
      const none = await PlainSocket.at(caller.baseUrl, `/ws/ticket/${id}/`);
      expect(await none.closed).toBe(4401);
      expect(await (await at(id, "forged.token.here")).closed).toBe(4401);
      expect(await (await join("colleague", id)).closed).toBe(4403);
      expect(await (await join("outsider", id)).closed).toBe(4404);
      expect(await (await join("employee", randomUUID())).closed).toBe(4404);
      expect(await (await join("employee", "123")).closed).toBe(4404);
    });

    test("T6.2: a comment reaches every connection of every participant, its sender's too, once", async () => {
      const { id, fatou, karim } = await both();
      const phone = await (await join("employee", id)).inside();
      const client_id = randomUUID();
      fatou.send({ message: "L’écran est noir", client_id });
      for (const socket of [fatou, karim]) {
        expect(commentIn(await socket.next("comment"))).toMatchObject({
          ticket: id,
          message: "L’écran est noir",
          auteur: { full_name: "Fatou Sow", role: "employe" },
          type_action: "ajout_commentaire",
          client_id,
        });
      }
      const { body } = await caller.say("technician", id, "Par HTTP");
      expect(await until(phone, "Par HTTP")).toEqual(body);
      expect(commentIn(await fatou.next("comment"))).toEqual(body);
      expect(fatou.unread("comment")).toBe(0);
    });

    test("T6.3: who sends a comment again is shown it, and nobody else", async () => {
      const { fatou, karim } = await both();
      const frame = { message: "Deux fois", client_id: randomUUID() };
      fatou.send(frame);
      const first = await fatou.next("comment");
      fatou.send(frame);
      expect(await fatou.next("comment")).toEqual(first);
      await karim.next("comment");
      fatou.send({ type: "typing", is_typing: true });
      await karim.next("typing");
      expect(karim.unread("comment")).toBe(0);
    });

    test("T6.4: typing reaches the others, with a name", async () => {
      const { fatou, karim } = await both();
      fatou.send({ type: "typing", is_typing: true });
      expect(await karim.next("typing")).toMatchObject({ user_name: "Fatou Sow", is_typing: true });
      fatou.send({ type: "typing", is_typing: false });
      expect(await karim.next("typing")).toMatchObject({ is_typing: false });
    });

    test("T6.5: during a guidance the technician instructs, and the employee is told the documented sentence", async () => {
      const { id, fatou, karim } = await both();
      await caller.start(id);
      await fatou.next("guidance");
      karim.send({ message: "Débranchez l’écran." });
      const told = await until(fatou, "Débranchez l’écran.");
      expect(told).toMatchObject({ type_action: "instruction", numero_etape: 1, confirme: false });
      fatou.send({ message: "Lequel ?" });
      expect(await fatou.next("error")).toMatchObject({
        type: "error",
        message: "Vous ne pouvez pas envoyer de messages pendant le mode guidage",
      });
      expect(karim.unread("error")).toBe(0);
    });

    test("T6.6 T6.7: answers and steps are told to everybody, in order", async () => {
      const { id, fatou, karim } = await both();
      await caller.start(id);
      await fatou.next("guidance");
      const { body: step } = await caller.instruct(id, "Débranchez l’écran.");
      expect(await fatou.next("guidance")).toMatchObject({ active: true, current_step: 1 });
      const { body: confirmed } = await caller.confirm(step.id, { message: "Fait" });
      expect(await until(karim, "Fait")).toMatchObject({
        type_action: "confirmation_etape",
        instruction: step.id,
      });
      const updated = await karim.next("instruction_updated");
      expect(updated).toEqual({ type: "instruction_updated", instruction: confirmed });
      expect(await fatou.next("guidance")).toMatchObject({ active: true, current_step: 1 });
      await caller.end(id);
      expect(await fatou.next("guidance")).toMatchObject({ active: false, current_step: null });
    });

    test("T6.8: the ticket is told when it changes", async () => {
      const { id, fatou } = await both();
      const { body } = await caller.move(id, "resolu");
      expect(await fatou.next("ticket")).toEqual({ type: "ticket", ticket: body });
    });

    test("T6.9: a one-time ticket opens it in place of the token, once, and the slash is optional", async () => {
      const { id } = await caller.taken();
      const { body } = await caller.post<{ ticket: string }>("employee", "/v1/socket-tickets");
      const path = `/ws/ticket/${id}?token=${body.ticket}`;
      const socket = await PlainSocket.at(caller.baseUrl, path);
      sockets.push(socket);
      socket.send({ message: "Par ticket" });
      await until(socket, "Par ticket");
      expect(await (await PlainSocket.at(caller.baseUrl, path)).closed).toBe(4401);
    });

    test("T6.10: what is wrong is answered as an error with a sentence, and the socket stays", async () => {
      const { fatou } = await both();
      const client_id = randomUUID();
      const wrong: [unknown, object][] = [
        ["{", {}],
        ["[]", {}],
        [{ type: "dance" }, { errors: { message: [expect.any(String)] } }],
        [
          { message: " ", client_id },
          { client_id, errors: { message: [expect.any(String)] } },
        ],
        [{ message: ["x"] }, { errors: { message: [expect.any(String)] } }],
        [{ type: "typing" }, { errors: { is_typing: [expect.any(String)] } }],
      ];
      for (const [frame, told] of wrong) {
        fatou.send(frame);
        const error = await fatou.next("error");
        expect(error).toMatchObject({ message: expect.stringMatching(/\.$/), ...told });
      }
      fatou.send({ message: "Toujours là" });
      await until(fatou, "Toujours là");
      fatou.send({ message: "x".repeat(70_000) });
      expect(await fatou.closed).toBe(4413);
    });

    test("T6.11: a page of another site may not open it", async () => {
      const { id } = await caller.taken();
      const address = `${caller.baseUrl}/ws/ticket/${id}/?token=${await caller.token("employee")}`;
      expect(await knock(address, "https://evil.example")).toBe(403);
      expect(await knock(address, caller.baseUrl)).toBe(101);
    });

    test("T6.12: what was missed while away is in the comments, once and in order", async () => {
      const { id, fatou, karim } = await both();
      fatou.close();
      await fatou.closed;
      const missed = ["Vérifiez le câble", "Puis la prise", "Puis appelez-moi"];
      for (const message of missed) {
        karim.send({ message });
        await until(karim, message);
      }
      const back = await (await join("employee", id)).inside();
      const known = (await caller.comments(id)).map(({ message }) => message);
      expect(known.slice(-missed.length)).toEqual(missed);
      karim.send({ message: "Vous revoilà" });
      await until(back, "Vous revoilà");
    });
  });
}
