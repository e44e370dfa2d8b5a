import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { customer, maybeClientId, maybeId, priority } from "../fields.ts";
import { toClaim, wireClaim } from "../to-wire/claim.ts";
import { tags } from "../words.ts";
import { openClaim } from "./open-claim.ts";

const opening = z.object({
  title: z.string(),
  description: z.nullish(z.string()),
  ...customer,
  customer_name: z.optional(customer.customer_name),
  customer_id: maybeId,
  warranty_id: maybeId,
  issue_type: z.nullish(z.string()),
  priority,
  client_id: maybeClientId,
});

/** `POST claims`. */
export const openNewClaim: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.post(
    "/claims",
    {
      onRequest: signedIn,
      config: { links: true },
      schema: {
        tags,
        summary: "Open a claim, and with it its conversation",
        body: opening,
        response: { 201: wireClaim, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const opened = await openClaim(services, actor, request.body);
      return reply.code(201).send(toClaim(opened, actor.organization_id));
    },
  );
};
