import { guidanceStatistics } from "@relais/core";
import { guidanceStatistics as answer, statisticsQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const guidanceStatisticsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/statistics/guidance",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Guidance"],
        summary: "How guidance went: in all, by procedure and by technician (office)",
        description:
          "Over the sessions that began from `since` to before `until`. What cannot be said, because there " +
          "was nothing to count, is null.",
        querystring: statisticsQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => guidanceStatistics(core, actorOf(request), request.query),
  );
};
