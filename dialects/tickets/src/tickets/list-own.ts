import { pageCases } from "@relais/core";
import {
  addressOf,
  djangoRefusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
  placeOf,
} from "@relais/dialect";
import { z } from "zod";
import { describeTickets } from "../read-ticket.ts";
import { wireTicket } from "../to-wire/ticket.ts";
import { kind, statusOf, statuts, tags } from "../words.ts";

/** `GET tickets/my/`: those in which the caller has a part. */
export const listOwnTickets: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/tickets/my",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The caller's tickets, the newest first",
        querystring: pageQuery.extend({ statut: z.optional(z.enum(statuts)) }),
        response: { 200: pageSchema(wireTicket), ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { statut, ...query } = request.query;
      const filter = { kind, own: true, ...(statut !== undefined && { status: statusOf[statut] }) };
      const page = await pageCases(core, actor, filter, (count) => placeOf(query, count));
      const number = pageNumber(query, page.count) ?? 1;
      const results = await describeTickets(services, actor, page.cases);
      return pageOf(addressOf(services, request), number, query, page.count, results);
    },
  );
};
