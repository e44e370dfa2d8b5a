import { listCases } from "@relais/core";
import { caseListAnswer } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listCasesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "The cases that I may see, newest change first, and what awaits me in each",
        response: { 200: caseListAnswer, ...refusals(401, 429) },
      },
    },
    (request) => listCases(core, actorOf(request)),
  );
};
