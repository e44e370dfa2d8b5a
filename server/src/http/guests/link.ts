import { getLink, revokeLink, shareLink } from "@relais/core";
import { linkView, shareLinkBody, sharedLink } from "@relais/protocol";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const path = "/v1/conversations/:id/link";
const tags = ["Customer's link"];

export const getLinkRoute: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "How the customer's link stands",
        params: byId,
        response: { 200: linkView, ...refusals(401, 403, 404) },
      },
    },
    (request) => getLink(core, actorOf(request), request.params.id),
  );
};

export const shareLinkRoute: Route = (app, { core, signedIn }) => {
  app.post(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Make the customer's link, or renew it",
        description:
          "`path` is told this once. Renewing ends the earlier link on every device at once.",
        params: byId,
        body: shareLinkBody,
        response: { 201: sharedLink, ...refusals(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const link = await shareLink(core, callerOf(request), request.params.id, request.body);
      return reply.code(201).send(link);
    },
  );
};

export const revokeLinkRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Withdraw the customer's link, on every device at once",
        params: byId,
        response: { 200: linkView, ...refusals(401, 403, 404) },
      },
    },
    (request) => revokeLink(core, callerOf(request), request.params.id),
  );
};
