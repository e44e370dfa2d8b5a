import { z } from "zod";
import { guidanceEnd } from "./guidance.ts";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";
import { proofView } from "./proof.ts";

/** What may change about a case. */
export const timelineSubjects = [
  "opened",
  "status",
  "assignee",
  "priority",
  "tags",
  "field",
  "note",
  "rating",
  "guidance",
] as const;
export const timelineSubject = z.enum(timelineSubjects);
export type TimelineSubject = z.infer<typeof timelineSubject>;

const count = z.number().int().min(0);

/** What a timeline tells of a guidance: when it begins, and once more when it has ended. */
export const guidanceSummary = z
  .strictObject({
    conversation_id: id,
    session_id: id,
    guide: person,
    guided: person,
    /** Null in the entry that says that it began. */
    ended: z.nullable(
      z.strictObject({
        because: guidanceEnd,
        steps: count,
        failed_steps: count,
        /** From the beginning to the end. */
        seconds: count,
      }),
    ),
  })
  .meta({ id: "GuidanceSummary" });
export type GuidanceSummary = z.infer<typeof guidanceSummary>;

/** One change of a case: who, when, from what to what, why, and whether the customer was told. */
export const timelineEntry = z
  .strictObject({
    id,
    /** Position in the organization's journal of the change that it tells of. */
    revision: position,
    at: instant,
    actor: z.nullable(person),
    subject: timelineSubject,
    /** The field that changed, by its name in the kind; null for the rest. */
    field: z.nullable(z.string()),
    /** Statuses and priorities by name, people and what a field points at by title. */
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    note: z.nullable(z.string()),
    /** Of the subject `guidance`, and absent of any other. */
    guidance: z.optional(guidanceSummary),
    /** What a step was proved by; absent where it was not. */
    proof: z.optional(proofView),
    /** For the people who do the work. Never true in what others see. */
    internal: z.boolean(),
    /** When the customer was told, by a message in their conversation; null: they were not. */
    told_at: z.nullable(instant),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** The changes of a case after a revision, the oldest first; ask again after `revision` while `has_more`. */
export const timelinePage = z
  .strictObject({ entries: z.array(timelineEntry), revision: position, has_more: z.boolean() })
  .meta({ id: "TimelinePage" });
export type TimelinePage = z.infer<typeof timelinePage>;
