import { RefusedError } from "@relais/core";
import {
  addressOf,
  type DialectServices,
  type Page,
  pageNumber,
  pageOf,
  type PageQuery,
} from "@relais/dialect";
import type { FastifyRequest } from "fastify";

/** The asked page of what is at hand whole. Refuses: not_found, beyond the last. */
export async function pageFrom<One, Result>(
  services: DialectServices,
  request: FastifyRequest,
  query: PageQuery,
  all: readonly One[],
  tell: (one: One) => Result | Promise<Result>,
): Promise<Page<Result>> {
  const number = pageNumber(query, all.length);
  if (number === undefined) throw new RefusedError("not_found");
  const from = (number - 1) * query.page_size;
  const results = await Promise.all(all.slice(from, from + query.page_size).map(tell));
  return pageOf(addressOf(services, request), number, query, all.length, results);
}
