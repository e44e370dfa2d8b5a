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
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { tags } from "../words.ts";

/** `GET requests/`: those that the caller may see. */
export const listRequests: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/requests",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The requests that the caller may see, the newest change first",
        querystring: pageQuery.extend({ status: z.optional(z.string()) }),
        response: { 200: pageSchema(wireRequest), ...refusals },
      },
    },
    async (request) => {
      const { status, ...query } = request.query;
      const { cases } = await listCases(core, actorOf(request));
      const wanted = cases.filter(
        (one) => one.kind === "request" && (status === undefined || one.status === status),
      );
      const number = pageNumber(query, wanted.length);
      if (number === undefined) throw new RefusedError("not_found");
      const from = (number - 1) * query.page_size;
      const results = wanted.slice(from, from + query.page_size).map(toRequest);
      return pageOf(addressOf(services, request), number, query, wanted.length, results);
    },
  );
};
