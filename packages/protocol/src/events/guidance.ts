import { z } from "zod";
import { guidanceEnd, guidanceSession, stepMark } from "../guidance.ts";
import { id } from "../ids.ts";

/** A guidance began. Its instructions are messages: `message.sent` with a `step`. */
export const guidanceStarted = z.strictObject({
  type: z.literal("guidance.started"),
  data: z.strictObject({ session: guidanceSession }),
});

/** A step stands otherwise: the person guided answered, or the next instruction closed it. */
export const guidanceAnswered = z.strictObject({
  type: z.literal("guidance.answered"),
  data: z.strictObject({ step: stepMark }),
});

/** A guidance ended, with the step that it closed, if one was open. */
export const guidanceEnded = z.strictObject({
  type: z.literal("guidance.ended"),
  data: z.strictObject({ session_id: id, reason: guidanceEnd, step: z.nullable(stepMark) }),
});
