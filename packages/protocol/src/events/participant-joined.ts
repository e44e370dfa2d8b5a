import { z } from "zod";
import { datedReceipt } from "../conversation.ts";
import { person } from "../person.ts";

/** Someone became a participant and sees the conversation from its beginning. */
export const participantJoined = z.strictObject({
  type: z.literal("participant.joined"),
  data: z.strictObject({
    person,
    /** How far they had come when they left. Absent for who was never here. */
    receipt: z.optional(datedReceipt),
  }),
});
