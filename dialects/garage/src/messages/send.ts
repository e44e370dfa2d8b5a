import { openPair, readSpan, RefusedError, sendMessage } from "@relais/core";
import { type Operation, takeSend } from "@relais/dialect";
import { clientId, id } from "@relais/protocol";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { wireMessage } from "../to-wire/message.ts";
import { pairKind, tags } from "../words.ts";
import { listenerOf } from "./listener-of.ts";
import { sidesOf, tell } from "./tell.ts";

export const newMessage = z.object({
  receiverId: id,
  content: z.string(),
  appointmentId: z.nullish(id),
  clientId: z.nullish(clientId),
});

/** `POST /api/messages`. */
export const sendNewMessage: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/api/messages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Write to somebody, perhaps about an appointment",
        body: newMessage,
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { receiverId, content, appointmentId, clientId: client_id } = request.body;
      takeSend(services, actor);
      const { other, conversation_id } = await openPair(core, actor, pairKind, receiverId);
      const { number } = await sendMessage(core, actor, {
        conversation_id,
        text: content,
        client_id: client_id ?? null,
        about: appointmentId ?? undefined,
      });
      const span = await readSpan(core, actor, conversation_id, { from: number, count: 1 });
      const told = { conversation_id, ...sidesOf(core, actor, other) };
      const [message] = await tell(core, listenerOf(services, request), actor, told, span);
      if (message === undefined) throw new RefusedError("not_found");
      return reply.code(201).send(message);
    },
  );
};
