import { changeMe } from "@relais/core";
import { changeMeBody, me } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const changeMeRoute: Route = (app, { core, signedIn }) => {
  app.patch(
    "/v1/me",
    {
      onRequest: signedIn,
      schema: {
        tags: ["People"],
        summary: "Change what I say about myself",
        description: "`phone` with its country code, or null for none.",
        body: changeMeBody,
        response: { 200: me, ...refusals(400, 401, 429) },
      },
    },
    (request) => changeMe(core, actorOf(request), request.body),
  );
};
