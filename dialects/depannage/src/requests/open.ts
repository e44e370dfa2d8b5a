import { openCase } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { clientId, priorities } from "@relais/protocol";
import { z } from "zod";
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { tags } from "../words.ts";

const opening = z.object({
  title: z.string(),
  description: z.string().default(""),
  address: z.nullish(z.string()),
  latitude: z.nullish(z.number().min(-90).max(90)),
  longitude: z.nullish(z.number().min(-180).max(180)),
  priority: z.nullish(z.enum(priorities)),
  client_id: z.optional(clientId),
});

/** `POST requests/`: a client asks for help. */
export const openRequest: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/requests",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Open a breakdown request",
        body: opening,
        response: { 201: wireRequest, ...refusals },
      },
    },
    async (request, reply) => {
      const { title, description, address, latitude, longitude, priority, client_id } =
        request.body;
      const opened = await openCase(core, actorOf(request), {
        kind: "request",
        title,
        description,
        ...(address != null && { address }),
        ...(latitude != null && { latitude }),
        ...(longitude != null && { longitude }),
        ...(priority != null && { priority }),
        ...(client_id !== undefined && { client_id }),
      });
      return reply.code(201).send(toRequest(opened));
    },
  );
};
