import { id } from "@relais/protocol";
import { z } from "zod";

/** The parameters of `/:id/messages/:number`. */
export const byNumber = z.strictObject({
  id,
  number: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});
