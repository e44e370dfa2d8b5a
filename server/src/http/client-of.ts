import type { FastifyRequest } from "fastify";

const clientCharacters = 200;

/** Names the device in the person's list of sign-ins; nothing depends on it. */
export const clientOf = (request: FastifyRequest): string | undefined =>
  request.headers["user-agent"]?.slice(0, clientCharacters);
