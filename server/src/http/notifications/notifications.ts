import { listNotifications, readNotifications } from "@relais/core";
import { notificationsPage, notificationsQuery, readNotificationsBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listNotificationsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/notifications",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Notifications"],
        summary: "What concerns me, the newest first",
        description:
          "`before`: the id of the last one of the page before. A mention has `type: mention`.",
        querystring: notificationsQuery,
        response: { 200: notificationsPage, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => listNotifications(core, actorOf(request), request.query.before),
  );
};

export const readNotificationsRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/notifications/read",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Notifications"],
        summary: "Mark notifications as seen: those named, or all",
        body: readNotificationsBody,
        response: {
          200: z.strictObject({ unread: z.int() }).meta({ id: "UnreadNotifications" }),
          ...refusals(400, 401, 403, 429),
        },
      },
    },
    (request) => readNotifications(core, actorOf(request), request.body.ids),
  );
};
