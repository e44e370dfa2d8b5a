import { z } from "zod";
import { attachment } from "./attachment.ts";
import { id, instant, position } from "./ids.ts";
import { limits } from "./limits.ts";
import { person } from "./person.ts";
import { procedureStepId } from "./procedure-step-id.ts";

const variableKinds = ["text", "number", "choice"] as const;

/** What differs from case to case: asked before the first step, and put where a text says `{{name}}`. */
export const procedureVariable = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    label: z.string().max(limits.variableCharacters),
    kind: z.enum(variableKinds),
    /** Of a `choice`; empty of the others. */
    options: z.array(z.string().max(limits.variableCharacters)).max(limits.variableOptions),
  })
  .meta({ id: "ProcedureVariable" });
export type ProcedureVariable = z.infer<typeof procedureVariable>;

/** Steps whose pictures are told as `picture`: whole to readers, by their ids by who writes. */
function stepsWith<Picture extends z.ZodType>(picture: Picture) {
  const action = z.strictObject({
    id: procedureStepId,
    /** May be empty when there are pictures. */
    text: z.string().max(limits.textCharacters),
    pictures: z.array(picture).max(limits.procedurePictures),
  });
  return z
    .array(
      action.extend({
        /** What comes when it did not work, and what after that: the same step `again`, or the `next` one. */
        if_failed: z.nullable(
          z.strictObject({
            steps: z.array(action).min(1).max(limits.procedureSteps),
            after: z.enum(["again", "next"]),
          }),
        ),
      }),
    )
    .min(1)
    .max(limits.procedureSteps);
}

const written = z.strictObject({
  title: z.string().max(limits.titleCharacters),
  description: z.string().max(limits.descriptionCharacters),
  variables: z.array(procedureVariable).max(limits.procedureVariables),
});

/** A procedure as it is written; pictures by their ids. */
export const procedureContent = written.extend({ steps: stepsWith(id) });
export type ProcedureContent = z.infer<typeof procedureContent>;

/** One version of a procedure. */
export const procedure = written
  .extend({
    id,
    /** The version that this is; 1 is the first. */
    version: position,
    /** The newest one, which is the one that is started. */
    newest: position,
    steps: stepsWith(attachment),
    /** Who wrote this version, and when. */
    written_by: person,
    written_at: instant,
    /** Archived procedures are not started any more. */
    archived_at: z.nullable(instant),
  })
  .meta({ id: "Procedure" });
export type Procedure = z.infer<typeof procedure>;
export type ProcedureStep = Procedure["steps"][number];
export type ProcedureAction = Omit<ProcedureStep, "if_failed">;

/** A procedure in the list: its newest version, counted. */
export const procedureSummary = procedure
  .omit({ newest: true, variables: true, steps: true })
  .extend({
    /** As many as `guidance.total` tells: without those that come only after a failure. */
    steps: position,
    variables: position,
    /** How often it was started. */
    runs: position,
  })
  .meta({ id: "ProcedureSummary" });
export type ProcedureSummary = z.infer<typeof procedureSummary>;

/** A version in the list of all of one procedure. */
export const procedureVersion = z
  .strictObject({
    version: position,
    title: z.string(),
    steps: position,
    written_by: person,
    written_at: instant,
  })
  .meta({ id: "ProcedureVersion" });
export type ProcedureVersion = z.infer<typeof procedureVersion>;

/** What was answered to the variables, by name. */
export const procedureValues = z.record(z.string().max(40), z.string().max(limits.valueCharacters));
export type ProcedureValues = z.infer<typeof procedureValues>;

/** The procedure by which somebody is guided: its version, and what was said of this case. */
export const procedureRun = z
  .strictObject({ procedure, values: procedureValues })
  .meta({ id: "ProcedureRun" });
export type ProcedureRun = z.infer<typeof procedureRun>;

/** Names the step of a procedure that a message brings: its pictures come with it. */
export const procedureReference = z
  .strictObject({ procedure_id: id, version: position, step: procedureStepId })
  .meta({ id: "ProcedureReference" });
export type ProcedureReference = z.infer<typeof procedureReference>;
