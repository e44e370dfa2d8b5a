import { countEntries, getEntry, listChanges, listEntries } from "@relais/core";
import {
  deskChanges,
  deskChangesQuery,
  deskCounts,
  deskEntry,
  deskPage,
  deskPageQuery,
} from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const deskListRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/cases",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "A page of a view of the desk, what happened last first",
        description:
          "For the office: agents, managers, admins. `before` is `next` of the page before.",
        querystring: deskPageQuery,
        response: { 200: deskPage, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => listEntries(core, actorOf(request), request.query),
  );
};

export const deskEntryRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/cases/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "One case as it stands at the desk",
        params: byId,
        response: { 200: deskEntry, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => getEntry(core, actorOf(request), request.params.id),
  );
};

export const deskChangesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/changes",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "What happened at the desk after a position, for one view of it",
        description:
          "What is in the view now, as it stands, and what is not. With `reload` too much happened: read the list anew.",
        querystring: deskChangesQuery,
        response: { 200: deskChanges, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => listChanges(core, actorOf(request), request.query),
  );
};

export const deskCountsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/counts",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "How many cases each view of the desk has",
        response: { 200: deskCounts, ...refusals(401, 403, 429) },
      },
    },
    (request) => countEntries(core, actorOf(request)),
  );
};
