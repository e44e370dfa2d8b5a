import { listEvents } from "@relais/core";
import { eventsAnswer, eventsQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listEventsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/events",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "What happened after a position, in order",
        params: byId,
        querystring: eventsQuery,
        response: { 200: eventsAnswer, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => listEvents(core, actorOf(request), request.params.id, request.query.after),
  );
};
