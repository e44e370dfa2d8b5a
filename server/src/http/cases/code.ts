import { readCode } from "@relais/core";
import { caseCode } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const caseCodeRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id/code",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Cases"],
        summary: "The code that its customer tells whoever does the work",
        description:
          "For the customer of the case alone. Null where no step of its kind asks for a code, and once it has ended.",
        params: byId,
        response: { 200: caseCode, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => readCode(core, actorOf(request), request.params.id),
  );
};
