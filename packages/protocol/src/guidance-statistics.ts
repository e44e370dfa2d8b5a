import { z } from "zod";
import { id, position } from "./ids.ts";

/**
 * Numbers over sessions that have ended. What cannot be said because there was nothing to count is null,
 * never 0 and never NaN.
 */
const figures = z.strictObject({
  /** Sessions that were begun, those that have ended, and of these the ones that solved the problem. */
  begun: position,
  ended: position,
  solved: position,
  /** `solved` of `ended`, 0 to 1. */
  resolution_rate: z.nullable(z.number().min(0).max(1)),
  /** The one in the middle, from beginning to end. */
  median_seconds: z.nullable(z.number().min(0)),
  /** Steps given in them; steps that did not work; steps at which somebody asked for help and got no further. */
  steps: position,
  failed_steps: position,
  helped_steps: position,
  /** `failed_steps` of `steps` that were answered, 0 to 1. */
  failure_rate: z.nullable(z.number().min(0).max(1)),
  /** The one in the middle, from an instruction to its answer. */
  median_answer_seconds: z.nullable(z.number().min(0)),
});
export type GuidanceFigures = z.infer<typeof figures>;

export const guidanceStatistics = z
  .strictObject({
    all: figures,
    /** By procedure, whatever its version; `id` and `title` are null for sessions without one. */
    procedures: z.array(
      figures.extend({ procedure: z.nullable(z.strictObject({ id, title: z.string() })) }),
    ),
    /** By who began it. */
    technicians: z.array(
      figures.extend({ technician: z.strictObject({ id, full_name: z.string() }) }),
    ),
  })
  .meta({ id: "GuidanceStatistics" });
export type GuidanceStatistics = z.infer<typeof guidanceStatistics>;
