import { z } from "zod";
import { priority } from "./case.ts";
import { id, instant, position } from "./ids.ts";

/** What a customer is promised: a first answer, and that their case is brought to its end. */
export const targetNames = ["answer", "resolution"] as const;
export const targetName = z.enum(targetNames);
export type TargetName = z.infer<typeof targetName>;

/** How one of them stands for a case. For the office only. */
export const caseClock = z
  .strictObject({
    target: targetName,
    /** When its time is over, and from when little of it is left; null while it stands still. */
    due_at: z.nullable(instant),
    warn_at: z.nullable(instant),
    /** It waits for somebody else: time is not counted. */
    paused: z.boolean(),
    /** Its time is over, and it is not done. */
    missed: z.boolean(),
  })
  .meta({ id: "CaseClock" });
export type CaseClock = z.infer<typeof caseClock>;

const minutes = z.nullable(z.int().min(1).max(525_600));
export const target = z.strictObject({
  kind: z.string().max(40),
  priority,
  /** Minutes of opening hours; null: none. */
  answer_minutes: minutes,
  resolution_minutes: minutes,
});
export type Target = z.infer<typeof target>;

/** What is aimed at, by kind and priority. A kind and priority without an entry has no target. */
export const targets = z
  .strictObject({ targets: z.array(target).max(200) })
  .meta({ id: "Targets" });
export type Targets = z.infer<typeof targets>;

const counted = z.strictObject({ met: position, missed: position });
const figures = z.strictObject({ answer: counted, resolution: counted });
/** How many were kept and how many were not, of those that were judged in a time. */
export const targetStatistics = z
  .strictObject({ all: figures, kinds: z.array(figures.extend({ kind: z.string() })) })
  .meta({ id: "TargetStatistics" });
export type TargetStatistics = z.infer<typeof targetStatistics>;

/** In the organization's journal: these were kept, or their time was over. */
export const targetsJudged = z.strictObject({
  type: z.literal("targets.judged"),
  data: z.strictObject({
    judged: z.array(
      z.strictObject({ case_id: id, target: targetName, due_at: instant, met: z.boolean() }),
    ),
  }),
});
