import { z } from "zod";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";

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
] as const;
export const timelineSubject = z.enum(timelineSubjects);
export type TimelineSubject = z.infer<typeof timelineSubject>;

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
