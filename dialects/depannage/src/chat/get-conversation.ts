import { openConversation } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { wireConversation } from "../to-wire/conversation.ts";
import { describeConversation } from "./describe-conversation.ts";
import { tags } from "../words.ts";

/** `GET chat/conversations/{id}/`: any conversation that the caller takes part in. */
export const getConversation: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/conversations/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One conversation",
        params: byId,
        response: { 200: wireConversation, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const state = await openConversation(core, actor, request.params.id);
      const { conversation_id, case: theCase, unread } = state;
      return describeConversation(services, request, actor, {
        conversation_id,
        case: theCase,
        unread,
      });
    },
  );
};
