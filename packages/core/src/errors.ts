import {
  type ErrorCode,
  errors,
  type FieldHints,
  hintsIn,
  type Language,
  type Refusal,
  sentence,
} from "@relais/protocol";

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

/** The body that a caller receives. What is not a RefusedError is our fault and says nothing more. */
export function toRefusal(error: unknown, language: Language): Refusal {
  const code = error instanceof RefusedError ? error.code : "internal";
  const details: RefusalDetails = error instanceof RefusedError ? error.details : {};
  return {
    code,
    message: sentence(code, language, details.values),
    retry: errors[code].retry,
    ...(details.fields && { fields: hintsIn(details.fields, language) }),
    ...(details.retryAfterMs !== undefined && { retry_after_ms: details.retryAfterMs }),
  };
}
