import { refresh } from "@relais/core";
import { refreshBody, tokens } from "@relais/protocol";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const refreshRoute: Route = (app, { core, anyone }) => {
  app.post(
    "/v1/sessions/refresh",
    {
      onRequest: anyone,
      schema: {
        tags: ["Sessions"],
        summary: "Renew the tokens",
        description:
          "The refresh token is replaced at each use. Using one again ends the whole session, unless " +
          "`attempt` says that it is the same attempt whose answer was lost.",
        security: [],
        body: refreshBody,
        response: { 200: tokens, ...refusals(400, 401, 429) },
      },
    },
    (request) => {
      const { refresh_token, attempt } = request.body;
      return refresh(core, { refresh_token, ...(attempt !== undefined && { attempt }) });
    },
  );
};
