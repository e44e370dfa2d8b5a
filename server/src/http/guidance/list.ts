import { listGuidance } from "@relais/core";
import { guidanceRecords } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listGuidanceRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/guidance",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Guidance"],
        summary: "The record of the guidance in a conversation",
        description:
          "Every session with its steps: who answered what, when, and with which proof. The newest first.",
        params: byId,
        response: { 200: guidanceRecords, ...refusals(400, 401, 403, 404, 429, 503) },
      },
    },
    async (request) => ({
      sessions: await listGuidance(core, actorOf(request), request.params.id),
    }),
  );
};
