import { changeStatus } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation, refuseOtherKind } from "@relais/dialect";
import { z } from "zod";
import { toDelivery, wireDelivery } from "../to-wire/delivery.ts";
import { kinds, tags } from "../words.ts";

/** `POST deliveries/{id}/status/`: the next step, as the kind allows it. */
export const changeDeliveryStatus: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/deliveries/:id/status",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take the next step",
        params: byId,
        body: z.object({ status: z.string(), note: z.nullish(z.string()) }),
        response: { 200: wireDelivery, ...refusals },
      },
    },
    async (request) => {
      const { status, note } = request.body;
      const actor = actorOf(request);
      await refuseOtherKind(services, actor, kinds[0], request.params.id);
      const change = { status, ...(note != null && { note }) };
      return toDelivery(await changeStatus(core, actor, request.params.id, change), actor.id);
    },
  );
};
