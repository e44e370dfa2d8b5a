import { assignCase } from "@relais/core";
import { assignCaseBody, caseView } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const assignCaseRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/cases/:id/assignee",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Name who does the work, or nobody",
        description: "A case that waits to be taken is taken by this.",
        params: byId,
        body: assignCaseBody,
        response: { 200: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => assignCase(core, actorOf(request), request.params.id, request.body),
  );
};
