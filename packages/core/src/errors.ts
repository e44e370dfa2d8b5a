import {
  type ErrorCode,
  errors,
  type FieldHints,
  hintsIn,
  type Language,
  type Refusal,
  sentence,
} from "@relais/protocol";
import { isOutage } from "./outage.ts";

export type RefusalDetails = {
  /** Fills `{name}` and the like in the sentence. */
  values?: Record<string, string>;
  /** What is wrong, by field path. */
  fields?: FieldHints;
  /** After which pause the same request may succeed. */
  retryAfterMs?: number;
};

/** A refusal of the closed table, thrown by commands; every entrance translates it for its caller. */
export class RefusedError extends Error {
  readonly code: ErrorCode;
  readonly details: RefusalDetails;

  constructor(code: ErrorCode, details: RefusalDetails = {}) {
    super(sentence(code, "en", details.values));
    this.name = "RefusedError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errors[this.code].status;
  }
}

/**
 * Anything that was thrown as a refusal. What is none, and no outage of what we stand on either, is our fault and says
 * nothing more.
 */
export function refusedBy(error: unknown): RefusedError {
  if (error instanceof RefusedError) return error;
  return new RefusedError(isOutage(error) ? "busy" : "internal", { retryAfterMs: 1_000 });
}

/** The body that a caller receives. */
export function toRefusal(error: unknown, language: Language): Refusal {
  const { code, details } = refusedBy(error);
  return {
    code,
    message: sentence(code, language, details.values),
    retry: errors[code].retry,
    ...(details.fields && { fields: hintsIn(details.fields, language) }),
    ...(details.retryAfterMs !== undefined && { retry_after_ms: details.retryAfterMs }),
  };
}
