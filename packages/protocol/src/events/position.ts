import { z } from "zod";
import { id } from "../ids.ts";
import { positionShare, shareEnds } from "../position.ts";

/** Someone began to show where they are. The positions themselves are fleeting: the frame `position`. */
export const positionStarted = z.strictObject({
  type: z.literal("position.started"),
  data: z.strictObject({ share: positionShare }),
});

/** A share ended, whatever the phone that moved still says. */
export const positionEnded = z.strictObject({
  type: z.literal("position.ended"),
  data: z.strictObject({ share_id: id, user_id: id, reason: z.enum(shareEnds) }),
});
