import { advanceReceipt, openConversation } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { tags } from "../words.ts";

/** `POST chat/conversations/{id}/mark_as_read/`. */
export const markAsRead: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/chat/conversations/:id/mark_as_read",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Everything in it is read",
        params: byId,
        response: {
          200: z.object({ success: z.literal(true), count: z.number() }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const conversation_id = request.params.id;
      const { unread, last_number } = await openConversation(core, actor, conversation_id);
      if (last_number > 0) {
        await advanceReceipt(core, actor, { conversation_id, read: last_number });
      }
      return { success: true as const, count: unread };
    },
  );
};
