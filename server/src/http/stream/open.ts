import { upFrames } from "@relais/protocol";
import type { Route } from "../route.ts";
import { streamBytes } from "./limits.ts";

export const openStreamRoute: Route = (app, { realtime, anyone, ownPages }) => {
  app.post(
    "/v1/stream",
    {
      onRequest: [anyone, ownPages],
      bodyLimit: streamBytes,
      schema: {
        tags: ["Live"],
        summary: "Follow by server-sent events, where WebSockets are blocked",
        description: "The body is a `hello` frame; every `data:` of the answer is one frame.",
        security: [],
        body: upFrames.hello,
        produces: ["text/event-stream"],
      },
    },
    (request, reply) => {
      // From here on the answer is realtime's; it keeps the headers that every answer has.
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      realtime.openStream(reply.raw, request.body);
    },
  );
};
