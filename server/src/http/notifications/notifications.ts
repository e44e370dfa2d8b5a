import {
  changePreferences,
  listNotifications,
  readNotifications,
  readPreferences,
} from "@relais/core";
import {
  changeNotificationPreferencesBody,
  notificationPreferences,
  notificationsPage,
  notificationsQuery,
  readNotificationsBody,
} from "@relais/protocol";
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
          "`before`: the id of the last one of the page before. `mention`, `message` (one a conversation), `assigned`, `status` and `rating`; `detail` is the status or the score.",
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

export const readPreferencesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/me/notification-preferences",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Notifications"],
        summary: "Of what I am told, by whatever way",
        response: { 200: notificationPreferences, ...refusals(401, 403, 429) },
      },
    },
    (request) => readPreferences(core, actorOf(request)),
  );
};

export const changePreferencesRoute: Route = (app, { core, signedIn }) => {
  app.patch(
    "/v1/me/notification-preferences",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Notifications"],
        summary: "Change of what I am told: the types named",
        body: changeNotificationPreferencesBody,
        response: { 200: notificationPreferences, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changePreferences(core, actorOf(request), request.body),
  );
};
