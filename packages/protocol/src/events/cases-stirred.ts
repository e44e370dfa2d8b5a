import { z } from "zod";
import { id } from "../ids.ts";

/**
 * In the organization's journal: something happened to these cases that is no change of them, and that the desk
 * tells: somebody wrote, they were put off, they came back. Where each stands is read, not told.
 */
export const casesStirred = z.strictObject({
  type: z.literal("cases.stirred"),
  data: z.strictObject({ case_ids: z.array(id) }),
});
