import { RefusedError, sendPosition, startShare, stopShare } from "@relais/core";
import { positionShare, sendPositionBody, sent, startShareBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const sendPositionRoute: Route = (app, { core, realtime, signedIn }) => {
  app.post(
    "/v1/conversations/:id/positions",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Write where I am, once",
        description:
          "A message of kind `position` whose text is a `geo:` URI. The same `client_id` twice is one message.",
        params: byId,
        body: sendPositionBody,
        response: { 201: sent, ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const { client_id = null, ...measure } = request.body;
      const conversation_id = request.params.id;
      return reply
        .code(201)
        .send(await sendPosition(core, actor, { conversation_id, client_id, ...measure }));
    },
  );
};

export const startShareRoute: Route = (app, { core, realtime, signedIn }) => {
  app.post(
    "/v1/conversations/:id/position-share",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Show where I am, live",
        description:
          "Positions then go up as `position` frames. Who shares already begins anew. The share ends by " +
          "itself: by time, on arrival, with the case, or when this sign-in ends.",
        params: byId,
        body: startShareBody,
        response: { 201: positionShare, ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const conversation_id = request.params.id;
      return reply
        .code(201)
        .send(await startShare(core, actor, { conversation_id, ...request.body }));
    },
  );
};

export const stopShareRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    "/v1/conversations/:id/position-share",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Stop showing where I am",
        description: "Stopping what does not live changes nothing.",
        params: byId,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 429, 503) },
      },
    },
    async (request, reply) => {
      await stopShare(core, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
};
