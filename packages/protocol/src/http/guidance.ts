import { z } from "zod";
import { guidanceRecord } from "../guidance.ts";
import { id } from "../ids.ts";

/** `session_id` names the session meant, so that ending twice is answered alike. */
export const leaveGuidanceBody = z.strictObject({
  session_id: z.optional(id),
  words: z.optional(z.string()),
});
export type LeaveGuidance = z.infer<typeof leaveGuidanceBody>;

export const endGuidanceBody = leaveGuidanceBody.extend({ solved: z.boolean() });
export type EndGuidance = z.infer<typeof endGuidanceBody>;

/** The sessions of a conversation, the newest first. */
export const guidanceRecords = z
  .strictObject({ sessions: z.array(guidanceRecord) })
  .meta({ id: "GuidanceRecords" });
