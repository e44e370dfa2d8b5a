import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhookDeliveries,
  listWebhooks,
  redeliverWebhook,
  rotateWebhookSecret,
  testWebhook,
} from "@relais/core";
import {
  changeWebhookBody,
  id,
  newWebhook,
  newWebhookBody,
  webhook,
  webhookDeliveries,
  webhookDelivery,
  webhookList,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];
const path = "/v1/admin/webhooks";
const byDelivery = z.strictObject({ id, delivery_id: id });

export const webhookRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The webhooks that tell programs what happens (admins)",
        response: { 200: webhookList, ...refusals(401, 403, 429) },
      },
    },
    (request) => listWebhooks(core, actorOf(request)),
  );
  app.post(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Have an address of your own told what happens (admins)",
        description:
          "Each event is posted to `url` as JSON, signed with `secret`, which is told this once, by the convention of " +
          "Standard Webhooks. Ten at most.",
        body: newWebhookBody,
        response: { 201: newWebhook, ...refusals(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createWebhook(core, callerOf(request), request.body)),
  );
  app.patch(
    `${path}/:id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Change a webhook, or switch it off and on (admins)",
        description: "What waits is given up when it is switched off.",
        params: byId,
        body: changeWebhookBody,
        response: { 200: webhook, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => changeWebhook(core, callerOf(request), request.params.id, request.body),
  );
  app.delete(
    `${path}/:id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Delete a webhook with what waits for it (admins)",
        params: byId,
        response: { 204: z.null(), ...refusals(401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      await deleteWebhook(core, callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${path}/:id/secret`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Give a webhook another secret (admins)",
        description: "It is told this once. The one before signs beside it for a day.",
        params: byId,
        body: nothing,
        response: { 200: newWebhook, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => rotateWebhookSecret(core, callerOf(request), request.params.id),
  );
  app.post(
    `${path}/:id/test`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Send a test event at once, and say what was answered (admins)",
        params: byId,
        body: nothing,
        response: { 200: webhookDelivery, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => testWebhook(core, actorOf(request), request.params.id),
  );
  app.get(
    `${path}/:id/deliveries`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The last 50 deliveries of a webhook (admins)",
        params: byId,
        response: { 200: webhookDeliveries, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => listWebhookDeliveries(core, actorOf(request), request.params.id),
  );
  app.post(
    `${path}/:id/deliveries/:delivery_id/redeliver`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Send a delivery once more, under the same id (admins)",
        params: byDelivery,
        body: nothing,
        response: { 200: webhookDelivery, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => {
      const { id, delivery_id } = request.params;
      return redeliverWebhook(core, actorOf(request), id, delivery_id);
    },
  );
};
