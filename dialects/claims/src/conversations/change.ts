import { amendCase } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { priorities } from "@relais/protocol";
import { z } from "zod";
import { maybeId } from "../fields.ts";
import { conversationStatus, toConversation, wireConversation } from "../to-wire/conversation.ts";
import { tags } from "../words.ts";
import { readTold } from "./read-told.ts";

const changes = z.object({
  status: z.optional(conversationStatus),
  priority: z.optional(z.enum(priorities)),
  /** Null: nobody. */
  assigned_to: maybeId,
  tags: z.optional(z.array(z.string().max(160)).max(50)),
  internal_notes: z.nullish(z.string().max(16_000)),
});

/** `PATCH conversations/{id}`: what the support team changes of it, all of it or nothing. */
export const changeConversation: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.patch(
    "/conversations/:id",
    {
      onRequest: signedIn,
      config: { links: true },
      schema: {
        tags,
        summary: "Change status, priority, agent, tags or notes (support team)",
        params: byId,
        body: changes,
        response: { 200: wireConversation, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { status, priority, assigned_to, tags: given, internal_notes } = request.body;
      const { talk, case: theCase } = await readTold(services, actor, request.params.id);
      const notes = internal_notes === "" ? null : internal_notes;
      await amendCase(core, actor, theCase.id, {
        ...(priority !== undefined && { priority }),
        ...(given !== undefined && { tags: given }),
        ...(assigned_to !== undefined && { assignee_id: assigned_to }),
        ...((status !== undefined || notes !== undefined) && {
          fields: {
            ...(status !== undefined && { talk: status }),
            ...(notes !== undefined && { notes }),
          },
        }),
      });
      const told = await readTold(services, actor, talk.conversation_id);
      return toConversation(told, actor.organization_id);
    },
  );
};
