import { openConversation } from "@relais/core";
import { conversationState } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const openConversationRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "A conversation as it stands now, for me",
        params: byId,
        response: { 200: conversationState, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => openConversation(core, actorOf(request), request.params.id),
  );
};
