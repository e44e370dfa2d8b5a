import { z } from "zod";
import { caseView, priority } from "../case.ts";
import { counter } from "../conversation.ts";
import { fieldInputs } from "../field.ts";
import { clientId, id, position } from "../ids.ts";
import { limits } from "../limits.ts";
import { proofInput } from "../proof.ts";
import { newGuest } from "./guests.ts";

export const openCaseBody = z.strictObject({
  kind: z.string().max(40),
  title: z.string().max(limits.titleCharacters * 4),
  description: z.optional(z.string().max(limits.descriptionCharacters * 4)),
  address: z.optional(z.nullable(z.string().max(300))),
  latitude: z.optional(z.nullable(z.number().min(-90).max(90))),
  longitude: z.optional(z.nullable(z.number().min(-180).max(180))),
  priority: z.optional(priority),
  /** By name, as the kind declares them. */
  fields: z.optional(fieldInputs),
  /** For whom, by those who open for somebody else. */
  customer_id: z.optional(id),
  /** Who shall do the work: to whom it is addressed, or whom the office names. */
  assignee_id: z.optional(id),
  client_id: z.optional(clientId),
  /** For staff: opens it for a customer without an account, who follows it by a link. */
  guest: z.optional(newGuest),
});
export type OpenCase = z.infer<typeof openCaseBody>;

const why = {
  reason: z.optional(z.string().max(1_000)),
  note: z.optional(z.string().max(4_000)),
  /** The note is for the people who do the work only. */
  internal: z.optional(z.boolean()),
};

const statusName = z.string().max(40);

/** A step of a case, and why. */
export const statusStep = {
  status: statusName,
  /** What the caller believes the status to be; if it is another one by now, nothing changes (`transition_not_allowed`). */
  from: z.optional(statusName),
  ...why,
};

/** The same `client_id` again is the same change. */
export const changeStatusBody = z.strictObject({
  ...statusStep,
  client_id: z.optional(clientId),
  /** What the step asks for (`proof` of a transition). */
  proof: z.optional(proofInput),
});

/** What is still wrong with it: said in its conversation. */
export const reopenCaseBody = z.strictObject({ reason: z.string().max(4_000) });

/** What of a case changes, beside its status; what is absent stays. */
export const updateCaseBody = z.strictObject({
  priority: z.optional(priority),
  tags: z.optional(z.array(z.string().max(160)).max(50)),
  fields: z.optional(fieldInputs),
  ...why,
});
export type UpdateCase = z.infer<typeof updateCaseBody>;

export const assignCaseBody = z.strictObject({
  assignee_id: z.nullable(id),
  /** Who had it when that was decided; if somebody else has it by now, nothing changes (`already_taken`). */
  instead_of: z.optional(z.nullable(id)),
  ...why,
});
export type AssignCase = z.infer<typeof assignCaseBody>;

export const noteCaseBody = z.strictObject({
  note: z.string().max(16_000),
  internal: z.optional(z.boolean()),
});
export type NoteCase = z.infer<typeof noteCaseBody>;

/** The conversation of a case with one of its people, where each has their own. */
export const openRoomBody = z.strictObject({ person_id: id });

export const timelineQuery = z.strictObject({ after: z.optional(z.coerce.number().int().min(0)) });

/** Cases whose number begins so, or whose title or people have these words; newest first. */
export const findCasesQuery = z.strictObject({
  q: z.optional(z.string().max(limits.searchCharacters)),
  kind: z.optional(z.string().max(40)),
  status: z.optional(z.string().max(40)),
  /** The id of the last case of the page before. */
  before: z.optional(id),
});
export type FindCases = z.infer<typeof findCasesQuery>;
export const caseFindings = z
  .strictObject({ cases: z.array(caseView), has_more: z.boolean() })
  .meta({ id: "CaseFindings" });
export type CaseFindings = z.infer<typeof caseFindings>;

export const caseListAnswer = z
  .strictObject({
    revision: position,
    cases: z.array(caseView),
    counters: z.array(counter),
  })
  .meta({ id: "CaseList" });
export type CaseList = z.infer<typeof caseListAnswer>;
