import { z } from "zod";
import { id } from "../ids.ts";
import { message } from "../message.ts";
import { reactionEmoji } from "../reaction.ts";

/** What a person's one reaction to a message is now; null: none. */
export const reactionSet = z.strictObject({
  type: z.literal("reaction.set"),
  data: z.strictObject({
    id: message.shape.id,
    number: message.shape.number,
    user_id: id,
    emoji: z.nullable(reactionEmoji),
  }),
});
