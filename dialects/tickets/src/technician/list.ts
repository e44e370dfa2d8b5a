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
import { kind, priorites, priorityOf, statusOf, statuts, tags } from "../words.ts";
import { staffOnly } from "./staff-only.ts";

/** `GET technician/tickets/`: what waits to be taken, and the caller's own. */
export const listTechnicianTickets: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/technician/tickets",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Tickets to take and the caller's own; an administrator's are all",
        querystring: pageQuery.extend({
          statut: z.optional(z.enum(statuts)),
          priorite: z.optional(z.enum(priorites)),
        }),
        response: { 200: pageSchema(wireTicket), ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      staffOnly(actor);
      const { statut, priorite, ...query } = request.query;
      const filter = {
        kind,
        ...(statut !== undefined && { status: statusOf[statut] }),
        ...(priorite !== undefined && { priority: priorityOf[priorite] }),
      };
      const page = await pageCases(core, actor, filter, (count) => placeOf(query, count));
      const number = pageNumber(query, page.count) ?? 1;
      const results = await describeTickets(services, actor, page.cases);
      return pageOf(addressOf(services, request), number, query, page.count, results);
    },
  );
};
