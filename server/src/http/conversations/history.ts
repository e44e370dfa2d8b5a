import { readHistory } from "@relais/core";
import { historyAnswer, historyQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const historyRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/messages",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "A page of messages, oldest first",
        description:
          "The page right before message number `before`, or the one with number `around` in its middle; else the newest page.",
        params: byId,
        querystring: historyQuery,
        response: { 200: historyAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const page = await readHistory(core, actorOf(request), request.params.id, request.query);
      // JSON already: the serializer leaves a text alone.
      return reply.type("application/json; charset=utf-8").send(page as unknown as never);
    },
  );
};
