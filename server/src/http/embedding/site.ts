import { readSite, resumeVisit, startVisit } from "@relais/core";
import {
  embeddedSite,
  embeddedVisit,
  embeddedVisitBody,
  openLinkAnswer,
  siteKey,
  startEmbeddedBody,
} from "@relais/protocol";
import { z } from "zod";
import { clientOf } from "../client-of.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Chat on your own sites"];
const bySite = z.strictObject({ site: siteKey });

export const embeddedSiteRoute: Route = (app, { core, anyone }) => {
  app.get(
    "/v1/embedded/:site",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "What the framed page is told of a site",
        description:
          "Any page may read it: the script says at once where its page is none of `origins`.",
        security: [],
        params: bySite,
        response: { 200: embeddedSite, ...refusals(404, 429) },
      },
    },
    (request, reply) => {
      reply.header("access-control-allow-origin", "*");
      return readSite(core, request.params.site);
    },
  );
};

export const embeddedVisitRoute: Route = (app, { core, anyone, rates }) => {
  app.post(
    "/v1/embedded/:site/visits",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "Bring back somebody whom the site vouches for",
        description:
          "`identity` is a JWT made by the site's server: `sub`, `aud` (the site key), `exp` (within an hour), " +
          "and `name`, `email`, `phone` where known. `opened` is null for whoever has said nothing yet.",
        security: [],
        params: bySite,
        body: embeddedVisitBody,
        response: { 200: embeddedVisit, ...refusals(400, 403, 404, 429) },
      },
    },
    (request) => {
      rates.link(request.ip);
      const { identity } = request.body;
      return resumeVisit(core, request.params.site, { identity, client: clientOf(request) });
    },
  );
};

export const startEmbeddedRoute: Route = (app, { core, anyone, rates }) => {
  app.post(
    "/v1/embedded/:site/conversations",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "Begin a conversation with its first message",
        description:
          "With `identity` for whom the site vouches for, else with `token` and `guest`. The token is 32 random bytes " +
          "in hex that the page makes; it is the customer's link from then on. The same attempt made again is the same conversation.",
        security: [],
        params: bySite,
        body: startEmbeddedBody,
        response: { 201: openLinkAnswer, ...refusals(400, 403, 404, 409, 410, 429, 503) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      rates.start(request.ip, site);
      const opened = await startVisit(core, site, { ...request.body, client: clientOf(request) });
      return reply.code(201).send(opened);
    },
  );
};
