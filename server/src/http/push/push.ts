import { registerPush, removePush, testPush } from "@relais/core";
import { pushDevice, pushKey, subscribePushBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { languageOf } from "../language.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Notifications"];

export const pushKeyRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/push-key",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags,
        summary: "The key with which a browser subscribes to notifications",
        response: { 200: pushKey, ...refusals(401, 429) },
      },
    },
    () => ({ public_key: core.push?.publicKey ?? null }),
  );
};

export const subscribePushRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/push-subscriptions",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags,
        summary: "Be told things on this device, while nothing is open on it",
        description:
          "For as long as this sign-in lasts. The same browser again is the same device, whoever signs in there. Of what one is told is said by `notification-preferences`.",
        body: subscribePushBody,
        response: { 201: pushDevice, ...refusals(400, 401, 429) },
      },
    },
    async (request, reply) => {
      const { endpoint, keys } = request.body;
      const { id } = await registerPush(core, actorOf(request), {
        platform: "web",
        token: endpoint,
        endpoint,
        keys,
        preferences: {},
        language: languageOf(request),
        user_agent: request.headers["user-agent"]?.slice(0, 200) ?? null,
      });
      return reply.code(201).send({ id });
    },
  );
};

export const unsubscribePushRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    "/v1/push-subscriptions/:id",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags,
        summary: "Be told nothing on this device any more",
        params: byId,
        response: { 204: z.null(), ...refusals(401, 404, 429) },
      },
    },
    async (request, reply) => {
      await removePush(core, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
};

export const testPushRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/push-subscriptions/:id/test",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags,
        summary: "Show a notification on this device, to see that they arrive",
        params: byId,
        body: nothing,
        response: { 204: z.null(), ...refusals(400, 401, 404, 409, 410, 429, 503) },
      },
    },
    async (request, reply) => {
      await testPush(core, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
};
