import { z } from "zod";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";

export const priorities = ["low", "normal", "high", "urgent"] as const;
export const priority = z.enum(priorities);
export type Priority = z.infer<typeof priority>;

/** A case as its customer and the people who do the work see it. */
export const caseView = z
  .strictObject({
    id,
    kind: z.string(),
    title: z.string(),
    description: z.string(),
    address: z.nullable(z.string()),
    latitude: z.nullable(z.number()),
    longitude: z.nullable(z.number()),
    priority,
    status: z.string(),
    customer: person,
    assignee: z.nullable(person),
    conversation_id: z.nullable(id),
    created_at: instant,
    updated_at: instant,
    /** Position of its last change in the organization's journal: the newest wins. */
    revision: position,
  })
  .meta({ id: "Case" });
export type CaseView = z.infer<typeof caseView>;

/** What a status change was: for the timeline and the header. */
export const caseChange = z.strictObject({
  from: z.nullable(z.string()),
  to: z.string(),
  note: z.nullable(z.string()),
});
export type CaseChange = z.infer<typeof caseChange>;
