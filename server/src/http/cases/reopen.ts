import { reopenCase } from "@relais/core";
import { caseView, reopenCaseBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const reopenCaseRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/reopen",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Cases"],
        summary: "Take a case up again whose work was done and yet is not",
        params: byId,
        body: reopenCaseBody,
        response: { 200: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => reopenCase(core, actorOf(request), request.params.id, request.body),
  );
};
