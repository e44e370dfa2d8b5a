import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  withdrawInvitation,
} from "@relais/core";
import {
  acceptedInvitation,
  acceptInvitationBody,
  invitation,
  invitationList,
  inviteBody,
  openInvitation,
  readInvitationBody,
  sharedInvitation,
} from "@relais/protocol";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];
const path = "/v1/admin/invitations";

export const invitationRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The organization's invitations, the newest first (admins)",
        response: { 200: invitationList, ...refusals(401, 403, 429) },
      },
    },
    async (request) => ({ invitations: await listInvitations(core, actorOf(request)) }),
  );
  app.post(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Invite somebody by a link that works once (admins)",
        description: "`path` is told this once.",
        body: inviteBody,
        response: { 201: sharedInvitation, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await invite(core, callerOf(request), request.body)),
  );
  app.delete(
    `${path}/:id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Withdraw an invitation (admins)",
        params: byId,
        response: { 200: invitation, ...refusals(400, 401, 403, 404, 410, 429) },
      },
    },
    (request) => withdrawInvitation(core, callerOf(request), request.params.id),
  );
};

export const acceptInvitationRoutes: Route = (app, { core, anyone, rates }) => {
  app.post(
    "/v1/invitations/read",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "What an invitation is to, for whoever holds its link",
        description: "`token` is what follows `/invitation/`.",
        security: [],
        body: readInvitationBody,
        response: { 200: openInvitation, ...refusals(400, 404, 410, 429) },
      },
    },
    (request) => {
      rates.link(request.ip);
      return readInvitation(core, request.body.token);
    },
  );
  app.post(
    "/v1/invitations/accept",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "Take an invitation up, once",
        description:
          "Then sign in with the address that is answered and the password that was chosen.",
        security: [],
        body: acceptInvitationBody,
        response: { 201: acceptedInvitation, ...refusals(400, 404, 410, 429, 503) },
      },
    },
    async (request, reply) => {
      rates.link(request.ip);
      const accepted = await acceptInvitation(core, { ...request.body, address: request.ip });
      return reply.code(201).send(accepted);
    },
  );
};
