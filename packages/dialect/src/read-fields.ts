import { RefusedError } from "@relais/core";
import { fieldHints } from "@relais/protocol";
import type { z } from "zod";

/** What a form holds, checked. Refuses: invalid_body, with every field that is wrong. */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RefusedError("invalid_body", { fields: fieldHints(schema, value) });
}
