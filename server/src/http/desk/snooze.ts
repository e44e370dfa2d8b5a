import { markSeen, snoozeCase, wakeCase } from "@relais/core";
import { deskEntry, snooze } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const snoozeRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/desk/cases/:id/snooze",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Put a case off",
        description:
          "Until a time, and in any case until its customer writes (`until`: null means only that).",
        params: byId,
        body: snooze,
        response: { 200: deskEntry, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => snoozeCase(core, actorOf(request), request.params.id, request.body),
  );
};

export const wakeRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    "/v1/desk/cases/:id/snooze",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Take a case back from being put off",
        params: byId,
        response: { 200: deskEntry, ...refusals(401, 403, 404, 409, 429) },
      },
    },
    (request) => wakeCase(core, actorOf(request), request.params.id),
  );
};

export const seenRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/desk/cases/:id/seen",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Say that somebody looked at a case that came back",
        params: byId,
        body: nothing,
        response: { 200: deskEntry, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => markSeen(core, actorOf(request), request.params.id),
  );
};
