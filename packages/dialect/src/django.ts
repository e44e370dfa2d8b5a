import { RefusedError } from "@relais/core";
import { type ErrorCode, errors, id, type Refusal, type Words } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { DialectApp, DialectServices } from "./dialect.ts";

/** The body of a refusal in the APIs that came from Django REST framework. */
export const djangoRefusal = z.strictObject({
  detail: z.string(),
  errors: z.optional(z.record(z.string(), z.array(z.string()))),
});

/** What a call may refuse with, for its schema. */
export const djangoRefusals = {
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

/** Sentences that a document gives for a refusal, word for word. */
export type Sentences = Partial<Readonly<Record<ErrorCode, Words>>>;

function toDjangoRefusal({
  message,
  fields,
}: Pick<Refusal, "message"> & { fields: Refusal["fields"] }): z.infer<typeof djangoRefusal> {
  if (fields === undefined) return { detail: message };
  const hints = Object.entries(fields).map(([field, hint]) => [field, [hint]]);
  return { detail: message, errors: Object.fromEntries(hints) };
}

/** A wrong shape is told in the call's own names, which may be ours for something else. */
const asCalled = { "": "body" };

/**
 * Everything that this scope refuses is refused in Django's words. `names`: fields that it calls otherwise;
 * `sentences`: what its document says word for word.
 */
export function refuseAsDjango(
  app: DialectApp,
  { refusalOf, languageOf }: DialectServices,
  names: Readonly<Record<string, string>> = {},
  sentences: Sentences = {},
): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(request, error);
    const { status } = errors[refusal.code];
    if (refusal.retry_after_ms !== undefined) {
      void reply.header("retry-after", String(Math.ceil(refusal.retry_after_ms / 1_000)));
    }
    if (status === 401) void reply.header("www-authenticate", "Bearer");
    const message = sentences[refusal.code]?.[languageOf(request)] ?? refusal.message;
    const called = error instanceof RefusedError ? names : asCalled;
    const fields = refusal.fields && renameFields(refusal.fields, called);
    void reply.code(status).send(toDjangoRefusal({ message, fields }));
  });
}

/** Hints by field, under the names that the caller gave the fields. */
export function renameFields(
  fields: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.map(([field, hint]) => [names[field] ?? field, hint]));
}

const pageSize = { usual: 20, largest: 100 };

/** `?page=&page_size=`, as Django REST framework counts: from 1. */
export const pageQuery = z.object({
  page: z.union([z.literal("last"), z.coerce.number().int().min(1)]).default(1),
  page_size: z.coerce.number().int().min(1).max(pageSize.largest).default(pageSize.usual),
});
export type PageQuery = z.infer<typeof pageQuery>;

export type Page<Result> = {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: Result[];
};

/** The same, for the schema of a call. */
export const pageSchema = <Result extends z.ZodType>(result: Result) =>
  z.object({
    count: z.number(),
    next: z.nullable(z.string()),
    previous: z.nullable(z.string()),
    results: z.array(result),
  });

/** The address of this request as its sender knows it. */
export function addressOf(
  { originOf }: Pick<DialectServices, "originOf">,
  request: FastifyRequest,
): URL {
  return new URL(request.url, originOf(request));
}

/** The number of the asked page, or undefined when there is none: the first always exists. */
export function pageNumber({ page, page_size }: PageQuery, count: number): number | undefined {
  const last = Math.max(1, Math.ceil(count / page_size));
  if (page === "last") return last;
  return page <= last ? page : undefined;
}

/** Where the asked page stands among all. Refuses: not_found, beyond the last. */
export function placeOf(
  query: PageQuery,
  count: number,
): { number: number; from: number; most: number } {
  const number = pageNumber(query, count);
  if (number === undefined) throw new RefusedError("not_found");
  return { number, from: (number - 1) * query.page_size, most: query.page_size };
}

/** One page with the addresses of its neighbours; `address` is that of this request, complete. */
export function pageOf<Result>(
  address: URL,
  number: number,
  { page_size }: PageQuery,
  count: number,
  results: Result[],
): Page<Result> {
  const at = (page: number): string => {
    const other = new URL(address);
    other.searchParams.set("page", String(page));
    return other.href;
  };
  return {
    count,
    next: number * page_size < count ? at(number + 1) : null,
    previous: number > 1 ? at(number - 1) : null,
    results,
  };
}
