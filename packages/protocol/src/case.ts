import { z } from "zod";
import { caseFields } from "./field.ts";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";

export const priorities = ["low", "normal", "high", "urgent"] as const;
export const priority = z.enum(priorities);
export type Priority = z.infer<typeof priority>;

/** A conversation of a case between whoever does the work and one of its people. */
export const caseRoom = z.strictObject({ conversation_id: id, person }).meta({ id: "Room" });
export type CaseRoom = z.infer<typeof caseRoom>;

/** What only the people who do the work know of a case. */
export const caseInternal = z
  .strictObject({
    tags: z.array(z.string()),
    fields: caseFields,
    /** Position of its last change, internal ones included: for staff, the newest of these wins. */
    revision: position,
  })
  .meta({ id: "CaseInternal" });
export type CaseInternal = z.infer<typeof caseInternal>;

/** A case as its customer and the people who do the work see it. */
export const caseView = z
  .strictObject({
    id,
    kind: z.string(),
    /** The number that people read out: a claim's, a ticket's, a parcel's. */
    number: z.nullable(z.string()),
    title: z.string(),
    description: z.string(),
    address: z.nullable(z.string()),
    latitude: z.nullable(z.number()),
    longitude: z.nullable(z.number()),
    priority,
    status: z.string(),
    fields: caseFields,
    customer: person,
    /** Who opened it, for themselves or for the customer. */
    opener: person,
    assignee: z.nullable(person),
    conversation_id: z.nullable(id),
    rooms: z.array(caseRoom),
    created_at: instant,
    updated_at: instant,
    /** Until when whoever its kind names takes it up again (`reopening`). Absent: it is not done, or done for good. */
    reopenable_until: z.optional(instant),
    /** When a step was proved, the last time; the proof is in its timeline. Absent: none was, or it was taken up again since. */
    proved_at: z.optional(instant),
    /** Position of its last change, internal ones left out, in the organization's journal: the newest wins. */
    revision: position,
    /** Absent for everybody who may not know. */
    internal: z.optional(caseInternal),
  })
  .meta({ id: "Case" });
export type CaseView = z.infer<typeof caseView>;

/** What a change was: for the timeline and the header. A note that is internal is not in it. */
export const caseChange = z.strictObject({
  from: z.nullable(z.string()),
  to: z.string(),
  note: z.nullable(z.string()),
});
export type CaseChange = z.infer<typeof caseChange>;
