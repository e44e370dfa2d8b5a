import { z } from "zod";
import { caseChange, caseInternal, caseView } from "../case.ts";
import { id } from "../ids.ts";

/** The case that the conversation is about changed: status, assignee, words. Carries the whole case. */
export const caseChanged = z.strictObject({
  type: z.literal("case.changed"),
  data: z.strictObject({ case: caseView, change: caseChange }),
});

/**
 * The same in the organization's journal, which no client reads as such: beside it what only staff is told,
 * and who had it before, so that lists can take out what somebody no longer sees.
 */
export const caseChangedForStaff = z.strictObject({
  type: z.literal("case.changed"),
  data: z.strictObject({
    case: caseView,
    change: caseChange,
    internal: caseInternal,
    previous_assignee_id: z.nullable(id),
  }),
});
