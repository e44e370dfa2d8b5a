import { openLink } from "@relais/core";
import { openLinkAnswer, openLinkBody } from "@relais/protocol";
import { clientOf } from "../client-of.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const openLinkRoute: Route = (app, { core, anyone, rates }) => {
  app.post(
    "/v1/guest-sessions",
    {
      onRequest: anyone,
      schema: {
        tags: ["Customer's link"],
        summary: "Exchange what stands in a customer's link for a session",
        description:
          "`token` is what follows `/suivi/`. The session sees one conversation and has a closed list of " +
          "calls; its refresh token is used as any other.",
        security: [],
        body: openLinkBody,
        response: { 200: openLinkAnswer, ...refusals(400, 404, 410, 429) },
      },
    },
    (request) => {
      rates.link(request.ip);
      const client = clientOf(request);
      return openLink(core, {
        token: request.body.token,
        ...(client !== undefined && { client }),
      });
    },
  );
};
