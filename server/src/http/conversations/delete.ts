import { deleteMessage, RefusedError } from "@relais/core";

import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { byNumber } from "./message-number.ts";

export const deleteRoute: Route = (app, { core, realtime, signedIn }) => {
  app.delete(
    "/v1/conversations/:id/messages/:number",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Delete a message for everybody",
        description:
          "The sender within a day, an admin always. Its place stays; its text is gone from history, quotes and events. Deleting it again changes nothing.",
        params: byNumber,

        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 409, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const { id: conversation_id, number } = request.params;
      await deleteMessage(core, actor, { conversation_id, number });
      return reply.code(204).send(null);
    },
  );
};
