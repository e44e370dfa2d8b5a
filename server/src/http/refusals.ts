import { refusal } from "@relais/protocol";
import { z } from "zod";

type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 503;

/** The refusals that a route may answer with, for its description. */
export function refusals<const List extends readonly Status[]>(
  ...statuses: List
): { [Key in List[number]]: typeof refusal } {
  return Object.fromEntries(statuses.map((status) => [status, refusal])) as {
    [Key in List[number]]: typeof refusal;
  };
}

/** The body of a call that needs none: absent, or an empty object. */
export const nothing = z.optional(z.strictObject({}));
