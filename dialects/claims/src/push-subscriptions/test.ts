import { testPush } from "@relais/core";
import { byId, djangoRefusal, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { tags } from "../words.ts";

/** `POST push-subscriptions/{id}/test`. */
export const testSubscription: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/push-subscriptions/:id/test",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "Show a notification on this device, to see that they arrive",
        params: byId,
        response: {
          200: z.object({ success: z.literal(true) }),
          ...refusals,
          410: djangoRefusal,
          503: djangoRefusal,
        },
      },
    },
    async (request) => {
      await testPush(core, actorOf(request), request.params.id);
      return { success: true as const };
    },
  );
};
