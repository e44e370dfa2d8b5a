import { updateCase } from "@relais/core";
import { caseView, updateCaseBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const updateCaseRoute: Route = (app, { core, signedIn }) => {
  app.patch(
    "/v1/cases/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Change priority, tags or fields of a case",
        description: "What is absent stays; a field that is null is taken away.",
        params: byId,
        body: updateCaseBody,
        response: { 200: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => updateCase(core, actorOf(request), request.params.id, request.body),
  );
};
