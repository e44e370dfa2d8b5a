import { z } from "zod";
import { id, position } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a person has begun to write in a conversation and not sent. Theirs alone, on all of their devices. */
export const draft = z
  .strictObject({
    conversation_id: id,
    /** As it stands in the field, untrimmed. */
    text: z.string().max(limits.textBytes),
    /** The number of the message that it is to answer. */
    reply_to: z.nullable(position),
    /** From one counter of the server: of two drafts of one conversation the greater is the newer. */
    revision: position,
  })
  .meta({ id: "Draft" });
export type Draft = z.infer<typeof draft>;
