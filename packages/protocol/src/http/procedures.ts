import { z } from "zod";
import { id, instant, position } from "../ids.ts";
import { limits } from "../limits.ts";
import { procedureContent, procedureValues } from "../procedure.ts";

/** What is written over which version: whoever was overtaken by a newer one is told. */
export const editProcedureBody = procedureContent.extend({ version: position });

export const saveProcedureBody = z.strictObject({
  title: z.string().max(limits.titleCharacters),
});

export const archiveProcedureBody = z.strictObject({ archived: z.boolean() });

export const proceduresQuery = z.strictObject({
  archived: z.optional(z.enum(["true", "false"])),
});

export const procedureQuery = z.strictObject({
  version: z.optional(z.coerce.number().int().min(1).max(limits.procedureVersions)),
});

/** A guidance may begin by a procedure; without `version` it is the newest. */
export const startGuidanceBody = z.strictObject({
  procedure: z.optional(
    z.strictObject({ id, version: z.optional(position), values: procedureValues }),
  ),
});
export type StartGuidance = z.infer<typeof startGuidanceBody>;

/** `since` is included, `until` is not. Without them everything. */
export const statisticsQuery = z.strictObject({
  since: z.optional(instant),
  until: z.optional(instant),
});
export type StatisticsQuery = z.infer<typeof statisticsQuery>;
