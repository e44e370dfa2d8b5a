import {
  changeAccount,
  deactivateAccount,
  endAccountSessions,
  listAccountSessions,
  listAccounts,
  reactivateAccount,
} from "@relais/core";
import {
  account,
  accountPage,
  accountSessions,
  accountsQuery,
  changeAccountBody,
  id,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];
const path = "/v1/admin/accounts";
const bySession = z.strictObject({ id, session_id: id });

export const accountRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The people with an account, by name (admins)",
        querystring: accountsQuery,
        response: { 200: accountPage, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => listAccounts(core, actorOf(request), request.query),
  );
  app.patch(
    `${path}/:id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Give a person another role or department (admins)",
        description:
          "With another role they sign in again everywhere: their connections close with `session_ended` at once.",
        params: byId,
        body: changeAccountBody,
        response: { 200: account, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => changeAccount(core, callerOf(request), request.params.id, request.body),
  );
  app.post(
    `${path}/:id/deactivate`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Deactivate a person (admins)",
        description:
          "They sign in no more and every device of theirs is signed out at once. Open work goes back to waiting where " +
          "its kind allows; `open_cases` is what must be given to somebody by hand.",
        params: byId,
        body: nothing,
        response: { 200: account, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => deactivateAccount(core, callerOf(request), request.params.id),
  );
  app.post(
    `${path}/:id/reactivate`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Let a person sign in again (admins)",
        params: byId,
        body: nothing,
        response: { 200: account, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => reactivateAccount(core, callerOf(request), request.params.id),
  );
};

export const accountSessionRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    `${path}/:id/sessions`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Where a person is signed in (admins)",
        params: byId,
        response: { 200: accountSessions, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => ({
      sessions: await listAccountSessions(core, actorOf(request), request.params.id),
    }),
  );
  app.delete(
    `${path}/:id/sessions`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Sign a person out on every device (admins)",
        params: byId,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      await endAccountSessions(core, callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    `${path}/:id/sessions/:session_id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Sign a person out on one device (admins)",
        params: bySession,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { id: person, session_id } = request.params;
      await endAccountSessions(core, callerOf(request), person, session_id);
      return reply.code(204).send(null);
    },
  );
};
