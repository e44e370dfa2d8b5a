import { sendMessage } from "@relais/core";
import { byId, djangoRefusals, type Operation, takeSend } from "@relais/dialect";
import { clientId } from "@relais/protocol";
import { z } from "zod";
import { readTalk } from "../read-ticket.ts";
import { wireComment } from "../to-wire/comment.ts";
import { tags } from "../words.ts";
import { readBack } from "./read-back.ts";

/** `POST tickets/{id}/comments/`: while a guidance is under way, a technician's is an instruction. */
export const createComment: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/tickets/:id/comments",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Write a comment; during a guidance a technician's is the next instruction",
        params: byId,
        body: z.object({ message: z.string(), client_id: z.optional(clientId) }),
        response: { 201: wireComment, ...djangoRefusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const ticket_id = request.params.id;
      const { message, client_id = null } = request.body;
      const { conversation_id } = await readTalk(services, actor, ticket_id);
      takeSend(services, actor);
      const sent = await sendMessage(core, actor, { conversation_id, text: message, client_id });
      const talk = { ticket_id, conversation_id };
      return reply.code(201).send(await readBack(services, request, actor, talk, sent.number));
    },
  );
};
