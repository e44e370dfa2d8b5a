import { listSignIns } from "@relais/core";
import { sessionList } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listSessionsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/sessions",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Sessions"],
        summary: "Where one is signed in",
        description: "This session first, then the others by when they were last used.",
        response: { 200: sessionList, ...refusals(401, 429) },
      },
    },
    async (request) => ({ sessions: await listSignIns(core, actorOf(request)) }),
  );
};
