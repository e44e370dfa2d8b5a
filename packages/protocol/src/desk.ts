import { z } from "zod";
import { caseView, priority } from "./case.ts";
import { counter } from "./conversation.ts";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";
import { caseClock } from "./target.ts";

/**
 * What of the open cases one looks at. Those put off are in `snoozed` only, those that ended in `closed` only. `due`:
 * those whose targets run, `overdue`: those that missed one, in the order in which they are due.
 */
export const deskViews = [
  "mine",
  "unassigned",
  "due",
  "overdue",
  "all",
  "snoozed",
  "closed",
] as const;
export const deskView = z.enum(deskViews);
export type DeskView = z.infer<typeof deskView>;

/** Which cases of the desk: a view, and what else they must be. */
export const deskQuery = z
  .strictObject({
    view: deskView,
    kind: z.optional(z.string().max(40)),
    priority: z.optional(priority),
    tag: z.optional(z.string().max(160)),
    assignee_id: z.optional(id),
  })
  .meta({ id: "DeskQuery" });
export type DeskQuery = z.infer<typeof deskQuery>;

/** Until when a case is put off; null: until its customer writes, which always brings it back. */
export const snooze = z.strictObject({ until: z.nullable(instant) });
export type Snooze = z.infer<typeof snooze>;

/** Somebody to whom cases can be given. */
export const deskTeammate = z
  .strictObject({
    person,
    /** The kinds of cases that can be given to them; `own_kinds` when somebody said so. */
    kinds: z.array(z.string()),
    own_kinds: z.nullable(z.array(z.string())),
    /** In small letters. */
    skills: z.array(z.string()),
    /** They have a living connection. Whether they look is another matter. */
    reachable: z.boolean(),
    /** They said that they are away. */
    away: z.boolean(),
    /** Open cases that they have, those put off left out, and how many they take at once. */
    load: z.int(),
    capacity: z.int(),
    own_capacity: z.nullable(z.int()),
  })
  .meta({ id: "DeskTeammate" });
export type DeskTeammate = z.infer<typeof deskTeammate>;

export const deskTeam = z.strictObject({ people: z.array(deskTeammate) }).meta({ id: "DeskTeam" });
export type DeskTeam = z.infer<typeof deskTeam>;

/** What changes of somebody; null goes back to what holds for everybody. */
export const changeTeammate = z.strictObject({
  away: z.optional(z.boolean()),
  capacity: z.optional(z.nullable(z.int().min(0).max(200))),
  kinds: z.optional(z.nullable(z.array(z.string().max(40)).max(20))),
  skills: z.optional(z.array(z.string().max(160)).max(50)),
});
export type ChangeTeammate = z.infer<typeof changeTeammate>;

/** How work is given by rule. */
export const changeAssignment = z.strictObject({
  enabled: z.boolean(),
  /** Only cases of these. */
  kinds: z.array(z.string().max(40)).max(20),
  /** Open cases that a person has at once, unless something else is said of them. */
  capacity: z.int().min(1).max(200),
  /** After so many minutes without a connection the waiting work of somebody goes to others. */
  away_minutes: z.int().min(1).max(1_440),
});
export const assignmentSettings = changeAssignment
  .extend({ givable_kinds: z.array(z.string()) })
  .meta({ id: "AssignmentSettings" });
export type AssignmentSettings = z.infer<typeof assignmentSettings>;

/** One line of the desk. */
export const deskEntry = z
  .strictObject({
    case: caseView,
    /** Where it stands in the list: the position of the last thing that happened to it. The newest is first. */
    position,
    /** The last word is the customer's. */
    awaits_answer: z.boolean(),
    snooze: z.nullable(snooze),
    /** It came back from being put off, and nobody has looked yet. */
    woken: z.boolean(),
    /** The newest message of its conversation. */
    last: counter.shape.preview,
    /** Of its targets those that are not done, the one whose time comes first at the beginning. */
    clocks: z.array(caseClock),
  })
  .meta({ id: "DeskEntry" });
export type DeskEntry = z.infer<typeof deskEntry>;
