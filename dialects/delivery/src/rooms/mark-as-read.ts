import { advanceReceipt, openConversation } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { sentences, tags } from "../words.ts";

/** `POST rooms/{id}/mark_as_read/`. */
export const markRoomAsRead: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf } = services;
  app.post(
    "/chat/rooms/:id/mark_as_read",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Everything in it is read",
        params: byId,
        response: {
          200: z.object({ success: z.literal(true), message: z.string() }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const conversation_id = request.params.id;
      const { last_number } = await openConversation(core, actor, conversation_id);
      await advanceReceipt(core, actor, { conversation_id, read: last_number });
      return { success: true as const, message: sentences.read[languageOf(request)] };
    },
  );
};
