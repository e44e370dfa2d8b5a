import { changePush } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import {
  givenPreferences,
  toSubscription,
  wirePreferences,
  wireSubscription,
} from "../to-wire/subscription.ts";
import { tags } from "../words.ts";

const body = wirePreferences.partial().extend({
  enabled: z.optional(z.boolean()),
  /** As the table has them; or each by itself, as the function does. */
  preferences: z.optional(givenPreferences),
});

/** `PATCH push-subscriptions/{id}`. */
export const changeSubscription: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.patch(
    "/push-subscriptions/:id",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "Change what this device is told of",
        params: byId,
        body,
        response: { 200: wireSubscription, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { preferences = {}, ...each } = request.body;
      const wanted = Object.entries({ ...preferences, ...each });
      const changes = Object.fromEntries(wanted.filter(([, value]) => value !== undefined));
      const device = await changePush(core, actor, request.params.id, changes);
      return toSubscription(device, actor.organization_id);
    },
  );
};
