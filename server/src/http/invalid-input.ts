import { fieldHints, type Words } from "@relais/protocol";
import type { z } from "zod";

/**
 * A body or a query that its schema refused. What is wrong is worked out when it is told; a good
 * request pays nothing for it.
 */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly #schema: z.ZodType;
  readonly #value: unknown;

  constructor(schema: z.ZodType, value: unknown) {
    super("The input does not have the shape that the schema asks for.");
    this.#schema = schema;
    this.#value = value;
  }

  /** One hint for each field that is wrong, by its path. */
  get fields(): Record<string, Words> {
    return fieldHints(this.#schema, this.#value);
  }
}
