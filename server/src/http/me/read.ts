import { readMe } from "@relais/core";
import { me } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const readMeRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/me",
    {
      onRequest: signedIn,
      schema: {
        tags: ["People"],
        summary: "Who I am",
        response: { 200: me, ...refusals(401, 429) },
      },
    },
    (request) => readMe(core, actorOf(request)),
  );
};
