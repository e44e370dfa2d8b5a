import { RefusedError } from "@relais/core";
import { oneOf } from "@relais/protocol";
import { z } from "zod";
import type { Bound, Query } from "./query.ts";

/** The parameters of Firebase's REST protocol that this tree knows; values are JSON, texts in quotes. */
export const restQuery = z.object({
  auth: z.optional(z.string()),
  access_token: z.optional(z.string()),
  ns: z.optional(z.string()),
  shallow: z.optional(z.enum(["true", "false"])),
  print: z.optional(z.enum(["pretty", "silent"])),
  orderBy: z.optional(z.string().max(200)),
  startAt: z.optional(z.string().max(1_000)),
  endAt: z.optional(z.string().max(1_000)),
  equalTo: z.optional(z.string().max(1_000)),
  limitToFirst: z.optional(z.coerce.number().int().min(1).max(10_000)),
  limitToLast: z.optional(z.coerce.number().int().min(1).max(10_000)),
});
export type RestQuery = z.infer<typeof restQuery>;

const numbers = ["limitToFirst", "limitToLast"] as const;
const bounds = ["startAt", "endAt", "equalTo"] as const;

/** What is asked for; undefined: everything. Refuses: invalid_body, naming the parameter. */
export function readRestQuery(given: RestQuery): Query | undefined {
  const asked = [...numbers, ...bounds].some((name) => given[name] !== undefined);
  if (given.orderBy === undefined) {
    if (asked) throw wrong("orderBy", "$key");
    return undefined;
  }
  const by = jsonOf("orderBy", given.orderBy);
  if (typeof by !== "string" || by === "") throw wrong("orderBy", "$key");
  const { limitToFirst, limitToLast } = given;
  if (limitToFirst !== undefined && limitToLast !== undefined) throw wrong("limitToFirst");
  const equal = boundOf("equalTo", given);
  return {
    by,
    start: equal ?? boundOf("startAt", given),
    end: equal ?? boundOf("endAt", given),
    limit:
      limitToFirst !== undefined
        ? { count: limitToFirst, from: "first" }
        : limitToLast !== undefined
          ? { count: limitToLast, from: "last" }
          : undefined,
  };
}

function boundOf(name: (typeof bounds)[number], given: RestQuery): Bound | undefined {
  const text = given[name];
  return text === undefined ? undefined : { value: jsonOf(name, text) };
}

function jsonOf(name: string, text: string): Bound["value"] {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || ["string", "number", "boolean"].includes(typeof value)) {
      return value as Bound["value"];
    }
  } catch {
    // Said below: the quotes of a text are part of the value.
  }
  throw wrong(name);
}

const wrong = (name: string, example = "text"): RefusedError =>
  new RefusedError("invalid_body", { fields: { [name]: oneOf([JSON.stringify(example)]) } });
