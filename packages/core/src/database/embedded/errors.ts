/**
 * The embedded database cannot start. `message` is one or two sentences for the operator: what is wrong and what
 * to do about it. Print it without a stack.
 */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";
}

/** The `code` of a system or PostgreSQL error, or an empty text. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
