import { readVisit } from "@relais/core";
import { visit } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const visitRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/guest",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Customer's link"],
        summary: "What a guest is told of their visit",
        response: { 200: visit, ...refusals(401, 403) },
      },
    },
    (request) => readVisit(core, actorOf(request)),
  );
};
