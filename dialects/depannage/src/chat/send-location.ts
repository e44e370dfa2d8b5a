import { sendPosition } from "@relais/core";
import { djangoRefusals as refusals, type Operation, takeSend } from "@relais/dialect";
import { clientId, id, line } from "@relais/protocol";
import { z } from "zod";
import { wireMessage } from "../to-wire/message.ts";
import { tags, usualAccuracy } from "../words.ts";
import { readBack } from "./read-back.ts";

const place = z.object({
  conversation_id: id,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  address: z.nullish(z.union([z.literal(""), line(300)])),
  client_id: z.optional(clientId),
});
/** `POST chat/messages/send_location/`: where one is, once. */
export const sendLocation: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/chat/messages/send_location",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Say where one is, once",
        body: place,
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { conversation_id, latitude, longitude, client_id = null } = request.body;
      takeSend(services, actor);
      const measure = { latitude, longitude, accuracy_m: usualAccuracy };
      const sent = await sendPosition(core, actor, { conversation_id, client_id, ...measure });
      return reply
        .code(201)
        .send(await readBack(services, request, actor, { conversation_id, number: sent.number }));
    },
  );
};
