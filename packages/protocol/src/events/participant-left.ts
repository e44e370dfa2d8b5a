import { z } from "zod";
import { person } from "../person.ts";

/**
 * Someone takes part no more. What follows is told to them only if their role reads the conversation without taking
 * part. What they wrote stays, under their name.
 */
export const participantLeft = z.strictObject({
  type: z.literal("participant.left"),
  data: z.strictObject({ person }),
});
