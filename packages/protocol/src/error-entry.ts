/**
 * What the caller of a refused request may do next:
 *
 * - `never`   the same request can never succeed; change it
 * - `later`   the same request may succeed after a pause (`retry_after_ms` says how long)
 * - `sign_in` obtain a new access token, then send the same request again
 */
export type Retry = "never" | "later" | "sign_in";

export type ErrorEntry = {
  readonly status: number;
  readonly retry: Retry;
  readonly fr: string;
  readonly en: string;
};

/** One line of the closed table of refusals. */
export const entry = (status: number, retry: Retry, fr: string, en: string): ErrorEntry => ({
  status,
  retry,
  fr,
  en,
});
