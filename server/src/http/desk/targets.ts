import { changeTargets, readTargets, targetStatistics } from "@relais/core";
import { statisticsQuery, targetStatistics as figures, targets } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const targetsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/targets",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Within how long customers are answered and served, by kind and priority",
        response: { 200: targets, ...refusals(401, 403, 429) },
      },
    },
    (request) => readTargets(core, actorOf(request)),
  );
  app.put(
    "/v1/desk/targets",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Replace the targets. For admins",
        description:
          "In minutes of opening hours. Cases that are open keep what they were promised.",
        body: targets,
        response: { 200: targets, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changeTargets(core, actorOf(request), request.body),
  );
};

export const targetStatisticsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/statistics/targets",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "How many targets were kept and missed, in all and by kind (office)",
        description: "Of those that were judged from `since` to before `until`.",
        querystring: statisticsQuery,
        response: { 200: figures, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => targetStatistics(core, actorOf(request), request.query),
  );
};
