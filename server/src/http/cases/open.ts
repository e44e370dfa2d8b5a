import { openCase } from "@relais/core";
import { caseView, openCaseBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const openCaseRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Open a case",
        description: "The same `client_id` twice is one case, and both answers are equal.",
        body: openCaseBody,
        response: { 201: caseView, ...refusals(400, 401, 403, 409, 413, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await openCase(core, actorOf(request), request.body)),
  );
};
