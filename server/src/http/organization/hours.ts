import { changeOpeningHours, readOpeningHours } from "@relais/core";
import { organizationHours } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const openingHoursRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/organization/hours",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "By which clock the organization lives, and when it is open",
        response: { 200: organizationHours, ...refusals(401, 403, 429) },
      },
    },
    (request) => readOpeningHours(core, actorOf(request)),
  );
  app.put(
    "/v1/organization/hours",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Say so anew. For admins",
        description: "Without `weekly` it never closes. What was computed before stays as it is.",
        body: organizationHours,
        response: { 200: organizationHours, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changeOpeningHours(core, actorOf(request), request.body),
  );
};
