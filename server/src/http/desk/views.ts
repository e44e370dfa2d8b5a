import { readSavedViews, saveViews } from "@relais/core";
import { deskSavedViews } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const readViewsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/views",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "The views of the desk that I keep",
        response: { 200: deskSavedViews, ...refusals(401, 403, 429) },
      },
    },
    (request) => readSavedViews(core, actorOf(request)),
  );
};

export const saveViewsRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/desk/views",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Replace the views of the desk that I keep, in their order",
        body: deskSavedViews,
        response: { 200: deskSavedViews, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => saveViews(core, actorOf(request), request.body),
  );
};
