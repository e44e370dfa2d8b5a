import { type Log, RefusedError, toRefusal } from "@relais/core";
import { errors, type Refusal } from "@relais/protocol";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { InvalidInput } from "./invalid-input.ts";
import { languageOf } from "./language.ts";

/** Milliseconds to wait when a refusal that may succeed later does not say how long. */
const pauseMs = 1_000;

/** The one place where something thrown becomes an answer: a Refusal with its status, never a stack. */
export function createErrorHandler(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    answer(reply, refusalFor(log, request, error));
}

/** What was thrown, as a refusal in the caller's language. What is not one is our fault, and logged. */
export function refusalFor(log: Log, request: FastifyRequest, error: unknown): Refusal {
  const refused = asRefused(error);
  if (refused === undefined) {
    const { method } = request;
    log.error({ err: error, method, route: routeOf(request) }, "A request failed.");
  }
  return refusalTo(request, refused ?? error);
}

/** Answers with the refusal in the caller's language. What is not a refusal is `internal`. */
export function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  answer(reply, refusalTo(request, error));
}

function refusalTo(request: FastifyRequest, error: unknown): Refusal {
  const refusal = toRefusal(error, languageOf(request));
  const { status } = errors[refusal.code];
  if (refusal.retry === "later" && (status === 429 || status === 503)) {
    refusal.retry_after_ms ??= pauseMs;
  }
  return refusal;
}

function answer(reply: FastifyReply, refusal: Refusal): void {
  const { status } = errors[refusal.code];
  if (refusal.retry_after_ms !== undefined && (status === 429 || status === 503)) {
    void reply.header("retry-after", String(Math.ceil(refusal.retry_after_ms / 1_000)));
  }
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  void reply.code(status).send(refusal);
}

/** The pattern of the route, never the address: that may hold a token. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? "unknown";
}

/** What fastify and its parsers throw, in the words of the closed table. */
function asRefused(error: unknown): RefusedError | undefined {
  if (error instanceof RefusedError) return error;
  if (error instanceof InvalidInput) {
    // An id that cannot exist is unknown, like any other unknown one.
    if ((error as Partial<FastifyError>).validationContext === "params") {
      return new RefusedError("not_found");
    }
    return new RefusedError("invalid_body", { fields: error.fields });
  }
  switch ((error as Partial<FastifyError> | null)?.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new RefusedError("too_large");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new RefusedError("malformed_json", { fields: { "content-type": "application/json" } });
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return new RefusedError("malformed_json");
    // An address that is no path of a file: too long, or out of the folder.
    case "FST_STATIC_FORBIDDEN_PATH":
      return new RefusedError("not_found");
    default:
      return error instanceof SyntaxError ? new RefusedError("malformed_json") : undefined;
  }
}
