import type { DialectServices } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import type { Listener } from "./tell.ts";

export const listenerOf = (
  { languageOf, originOf }: DialectServices,
  request: FastifyRequest,
): Listener => ({ language: languageOf(request), origin: originOf(request) });
