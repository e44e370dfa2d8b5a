import { editMessage, RefusedError } from "@relais/core";
import { editBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { byNumber } from "./message-number.ts";

export const editRoute: Route = (app, { core, realtime, signedIn }) => {
  app.patch(
    "/v1/conversations/:id/messages/:number",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Rewrite my message",
        description: "Up to 15 minutes after it was written. The same text again changes nothing.",
        params: byNumber,
        body: editBody,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 409, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const { id: conversation_id, number } = request.params;
      await editMessage(core, actor, { conversation_id, number, ...request.body });
      return reply.code(204).send(null);
    },
  );
};
