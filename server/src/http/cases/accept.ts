import { acceptCase } from "@relais/core";
import { caseView } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const acceptCaseRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/accept",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Take a case; its conversation opens",
        description: "Of two who take it at once, one wins; the other is told who (409).",
        params: byId,
        body: nothing,
        response: { 200: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => acceptCase(core, actorOf(request), request.params.id),
  );
};
