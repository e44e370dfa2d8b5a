import { endGuidance, leaveGuidance } from "@relais/core";
import { endGuidanceBody, leaveGuidanceBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const endGuidanceRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/conversations/:id/guidance/end",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Guidance"],
        summary: "End the guidance, solved or not",
        description: "For those who guide. With its `session_id`, ending twice is answered alike.",
        params: byId,
        body: endGuidanceBody,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const conversation_id = request.params.id;
      await endGuidance(core, actorOf(request), { conversation_id, ...request.body });
      return reply.code(204).send(null);
    },
  );
};

export const leaveGuidanceRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/conversations/:id/guidance/leave",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Guidance"],
        summary: "Leave the guidance, as the person guided",
        description: "At any time: an emergency waits for nobody.",
        params: byId,
        body: leaveGuidanceBody,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const conversation_id = request.params.id;
      await leaveGuidance(core, actorOf(request), { conversation_id, ...request.body });
      return reply.code(204).send(null);
    },
  );
};
