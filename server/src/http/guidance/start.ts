import { RefusedError, startGuidance } from "@relais/core";
import { guidance, startGuidanceBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const startGuidanceRoute: Route = (app, { core, realtime, signedIn }) => {
  app.post(
    "/v1/conversations/:id/guidance",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Guidance"],
        summary: "Begin to guide the customer",
        description:
          "From here on every message of those who do the work is the next instruction, and the customer " +
          "answers each step before the next. One guidance a conversation (409 `guidance_active`). " +
          "By a `procedure`, its variables are answered first; each step is then sent as a message with `planned`.",
        params: byId,
        body: z.optional(startGuidanceBody),
        response: { 201: guidance, ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const conversation_id = request.params.id;
      return reply
        .code(201)
        .send(await startGuidance(core, actor, { conversation_id, ...request.body }));
    },
  );
};
