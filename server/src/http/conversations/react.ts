import { reactToMessage, RefusedError } from "@relais/core";
import { reactBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { byNumber } from "./message-number.ts";

export const reactRoute: Route = (app, { core, realtime, signedIn }) => {
  app.put(
    "/v1/conversations/:id/messages/:number/reaction",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Set my reaction to a message",
        description:
          "One a person and message; null takes it back. The same again changes nothing.",
        params: byNumber,
        body: reactBody,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 409, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const { id: conversation_id, number } = request.params;
      await reactToMessage(core, actor, { conversation_id, number, ...request.body });
      return reply.code(204).send(null);
    },
  );
};
