import { listCases, RefusedError } from "@relais/core";
import {
  addressOf,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { z } from "zod";
import { toDelivery, wireDelivery } from "../to-wire/delivery.ts";
import { kinds, tags } from "../words.ts";

/** `GET deliveries/`: those that the caller may see. */
export const listDeliveries: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/deliveries",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The deliveries that the caller may see, the newest change first",
        querystring: pageQuery.extend({ status: z.optional(z.string().max(40)) }),
        response: { 200: pageSchema(wireDelivery), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { status, ...query } = request.query;
      const { cases } = await listCases(core, actor);
      const wanted = cases.filter(
        (one) => one.kind === kinds[0] && (status === undefined || one.status === status),
      );
      const number = pageNumber(query, wanted.length);
      if (number === undefined) throw new RefusedError("not_found");
      const from = (number - 1) * query.page_size;
      const results = wanted
        .slice(from, from + query.page_size)
        .map((one) => toDelivery(one, actor.id));
      return pageOf(addressOf(services, request), number, query, wanted.length, results);
    },
  );
};
