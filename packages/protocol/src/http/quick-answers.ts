import { z } from "zod";
import { limits } from "../limits.ts";
import { quickAnswer } from "../quick-answer.ts";

/** All answers of a kind, in the order in which they are offered. */
export const quickAnswersBody = z.strictObject({
  answers: z.array(quickAnswer).max(limits.quickAnswers),
});

/** The answers of one kind in this organization. */
export const quickAnswersAnswer = z
  .strictObject({
    answers: z.array(quickAnswer),
    /** Whether the organization wrote its own; else they are those of the kind. */
    edited: z.boolean(),
  })
  .meta({ id: "QuickAnswers" });
export type QuickAnswers = z.infer<typeof quickAnswersAnswer>;
