import { getCase } from "@relais/core";
import { caseView } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const getCaseRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "One case",
        params: byId,
        response: { 200: caseView, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => getCase(core, actorOf(request), request.params.id),
  );
};
