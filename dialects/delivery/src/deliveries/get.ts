import { byId, djangoRefusals as refusals, type Operation, readOfKind } from "@relais/dialect";
import { toDelivery, wireDelivery } from "../to-wire/delivery.ts";
import { kinds, tags } from "../words.ts";

/** `GET deliveries/{id}/`. */
export const getDelivery: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/deliveries/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One delivery",
        params: byId,
        response: { 200: wireDelivery, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const found = await readOfKind(services, actor, kinds[0], request.params.id);
      return toDelivery(found, actor.id);
    },
  );
};
