import { z } from "zod";
import { caseChange, caseView } from "../case.ts";

/** The case that the conversation is about changed: status, assignee, words. Carries the whole case. */
export const caseChanged = z.strictObject({
  type: z.literal("case.changed"),
  data: z.strictObject({ case: caseView, change: caseChange }),
});
