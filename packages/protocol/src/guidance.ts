import { z } from "zod";
import { attachment } from "./attachment.ts";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";
import { procedureStepId } from "./procedure-step-id.ts";

/** What the person guided says of a step. `help` leaves it open, and lets them write. */
export const stepResults = ["done", "failed", "help"] as const;
export const stepResult = z.enum(stepResults);
export type StepResult = z.infer<typeof stepResult>;

/** What a message is sent to: an answer to a step, or, without a result, files that prove it. */
export const stepReference = z
  .strictObject({ id, result: z.optional(stepResult) })
  .meta({ id: "StepReference" });
export type StepReference = z.infer<typeof stepReference>;

/**
 * How a step stands. It is open until `closed_at`: `done` and `failed` close it, as does the instruction that
 * follows a call for help, and the end of its session, which may come before any result.
 */
export const stepMark = z
  .strictObject({
    id,
    session_id: id,
    /** 1, 2, 3 over all sessions of the conversation: a number never comes twice. */
    number: position,
    result: z.nullable(stepResult),
    answered_at: z.nullable(instant),
    closed_at: z.nullable(instant),
    /** The step of the session's procedure that it is, and its place there, 1 for the first. Absent of any other. */
    planned: z.optional(z.strictObject({ step: procedureStepId, place: position })),
  })
  .meta({ id: "StepMark" });
export type StepMark = z.infer<typeof stepMark>;

/** A step of a session, with the words of the message that gave it. */
export const guidanceStep = stepMark
  .extend({
    /** The number of the message that gave it; those of the messages that prove it. */
    message: position,
    proofs: z.array(position),
    /** Empty once the message was deleted. */
    text: z.string(),
    attachments: z.optional(z.array(attachment)),
    instructed_by: id,
    instructed_at: instant,
  })
  .meta({ id: "GuidanceStep" });
export type GuidanceStep = z.infer<typeof guidanceStep>;

export const guidanceSession = z
  .strictObject({
    id,
    /** 1, 2, 3 in its conversation. */
    number: position,
    /** Who began it. Everybody who does the work may go on with it. */
    guide: person,
    /** Who carries the steps out, and alone says how each went. */
    guided: person,
    started_at: instant,
    /** How many steps its procedure has; absent without one. */
    total: z.optional(position),
  })
  .meta({ id: "GuidanceSession" });
export type GuidanceSession = z.infer<typeof guidanceSession>;

/** The session under way, as everybody who follows the conversation sees it. */
export const guidance = guidanceSession
  .extend({ steps: z.array(guidanceStep) })
  .meta({ id: "Guidance" });
export type Guidance = z.infer<typeof guidance>;

/** `left`: by the person guided. `closed`: the case reached a status that ends it. */
export const guidanceEnds = ["solved", "stopped", "left", "closed"] as const;
export const guidanceEnd = z.enum(guidanceEnds);
export type GuidanceEnd = z.infer<typeof guidanceEnd>;

/** A session of the past or the present, for the record. */
export const guidanceRecord = guidance
  .extend({
    ended_at: z.nullable(instant),
    ended_because: z.nullable(guidanceEnd),
    ended_by: z.nullable(person),
    /** By which version of which procedure. Never in what customers are told. */
    procedure: z.optional(z.strictObject({ id, version: position, title: z.string() })),
  })
  .meta({ id: "GuidanceRecord" });
export type GuidanceRecord = z.infer<typeof guidanceRecord>;
