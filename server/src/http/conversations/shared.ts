import { listShared } from "@relais/core";
import { sharedAnswer, sharedQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const sharedRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/shared",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "What a conversation holds besides words, newest first",
        description:
          "Its pictures, other files, voice notes or links. What was deleted is not there. The next page is the one " +
          "`before` the `next` of this one.",
        params: byId,
        querystring: sharedQuery,
        response: { 200: sharedAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      listShared(core, actorOf(request), { conversation_id: request.params.id, ...request.query }),
  );
};
