import { listTeam } from "@relais/core";
import { deskTeam } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const teamRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/team",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Whom cases can be given to, and cases of which kinds",
        response: { 200: deskTeam, ...refusals(401, 403, 429) },
      },
    },
    (request) => listTeam(core, actorOf(request)),
  );
};
