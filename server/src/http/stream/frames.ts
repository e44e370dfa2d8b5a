import { streamFramesBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { streamBytes } from "./limits.ts";

export const streamFramesRoute: Route = (app, { realtime, signedIn }) => {
  app.post(
    "/v1/stream/:id",
    {
      onRequest: signedIn,
      config: { guests: true },
      bodyLimit: streamBytes,
      schema: {
        tags: ["Live"],
        summary: "Frames of a client that reads by server-sent events",
        description: "Answers to the frames come on the stream, in order.",
        params: byId,
        body: streamFramesBody,
        response: { 202: z.null(), ...refusals(400, 401, 404, 413, 429) },
      },
    },
    async (request, reply) => {
      realtime.receiveFrames(request.params.id, actorOf(request), request.body);
      return reply.code(202).send(null);
    },
  );
};
