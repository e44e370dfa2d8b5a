import { readTimeline } from "@relais/core";
import { timelinePage, timelineQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const timelineRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id/timeline",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Cases"],
        summary: "What happened to a case, the oldest first",
        description:
          "`after` is the `revision` of the page before: what came since. Internal entries and notes are told to those who do the work only.",
        params: byId,
        querystring: timelineQuery,
        response: { 200: timelinePage, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => readTimeline(core, actorOf(request), request.params.id, request.query.after),
  );
};
