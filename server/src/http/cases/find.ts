import { findCases } from "@relais/core";
import { caseFindings, findCasesQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const findCasesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/search",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Cases by number, title or people, the newest first",
        querystring: findCasesQuery,
        response: { 200: caseFindings, ...refusals(400, 401, 429) },
      },
    },
    (request) => findCases(core, actorOf(request), request.query),
  );
};
