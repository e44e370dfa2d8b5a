import { z } from "zod";
import { person } from "../person.ts";

/** Someone became a participant and sees the conversation from its beginning. */
export const participantJoined = z.strictObject({
  type: z.literal("participant.joined"),
  data: z.strictObject({ person }),
});
