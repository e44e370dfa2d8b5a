import { RefusedError, startGuidance } from "@relais/core";
import { byId, djangoRefusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { describeComment, newestNote } from "../comments/read-back.ts";
import { readTalk } from "../read-ticket.ts";
import { wireComment } from "../to-wire/comment.ts";
import { tags } from "../words.ts";

/** `POST tickets/{id}/guidance/start/`. */
export const startTicketGuidance: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/tickets/:id/guidance/start",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Begin to guide the employee step by step",
        params: byId,
        response: {
          201: z.object({
            ticket: z.string(),
            guidage_actif: z.literal(true),
            comment: wireComment,
          }),
          ...djangoRefusals,
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const ticket_id = request.params.id;
      const { conversation_id } = await readTalk(services, actor, ticket_id);
      const talk = { ticket_id, conversation_id };
      await startGuidance(core, actor, { conversation_id });
      const started = await newestNote(services, actor, talk, ["started"]);
      if (started === undefined) throw new RefusedError("not_found");
      const comment = await describeComment(services, request, actor, talk, started);
      return reply.code(201).send({ ticket: ticket_id, guidage_actif: true as const, comment });
    },
  );
};
