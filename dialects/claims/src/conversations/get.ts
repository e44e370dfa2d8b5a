import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { toConversation, wireConversation } from "../to-wire/conversation.ts";
import { tags } from "../words.ts";
import { readTold } from "./read-told.ts";

/** `GET conversations/{id}`. */
export const getConversation: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/conversations/:id",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "One conversation",
        params: byId,
        response: { 200: wireConversation, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const told = await readTold(services, actor, request.params.id);
      return toConversation(told, actor.organization_id);
    },
  );
};
