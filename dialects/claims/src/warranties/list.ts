import { listWarranties } from "@relais/core";
import { djangoRefusals as refusals, type Operation, pageQuery, pageSchema } from "@relais/dialect";
import { z } from "zod";
import { maybeId } from "../fields.ts";
import { pageFrom } from "../page.ts";
import { toWarranty, wireWarranty } from "../to-wire/warranty.ts";
import { tags } from "../words.ts";

/** `GET warranties`. */
export const listAllWarranties: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/warranties",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "The caller’s warranties; for the office, all of them or one customer’s",
        querystring: pageQuery.extend({
          customer_id: maybeId,
          status: z.optional(wireWarranty.shape.status),
        }),
        response: { 200: pageSchema(wireWarranty), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { customer_id, status, ...query } = request.query;
      const all = await listWarranties(core, actor, customer_id ?? undefined);
      const wanted = all.filter((one) => status === undefined || one.status === status);
      return pageFrom(services, request, query, wanted, (one) =>
        toWarranty(one, actor.organization_id),
      );
    },
  );
};
