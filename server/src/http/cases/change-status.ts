import { changeStatus } from "@relais/core";
import { caseView, changeStatusBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const changeStatusRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/status",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Take the next step of a case",
        params: byId,
        body: changeStatusBody,
        response: { 200: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => changeStatus(core, actorOf(request), request.params.id, request.body),
  );
};
