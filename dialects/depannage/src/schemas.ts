import { type DialectServices, djangoRefusal } from "@relais/dialect";
import { id } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";

export const tags = ["Documented API: depannage"];

/** What every call of this API may refuse with. */
export const refusals = {
  400: djangoRefusal,
  401: djangoRefusal,
  403: djangoRefusal,
  404: djangoRefusal,
  409: djangoRefusal,
  413: djangoRefusal,
  415: djangoRefusal,
  429: djangoRefusal,
};

export const byId = z.object({ id });

export const pageSchema = <Result extends z.ZodType>(result: Result) =>
  z.object({
    count: z.number(),
    next: z.nullable(z.string()),
    previous: z.nullable(z.string()),
    results: z.array(result),
  });

/** The address of this request as its sender knows it. */
export function addressOf({ originOf }: DialectServices, request: FastifyRequest): URL {
  return new URL(request.url, originOf(request));
}
