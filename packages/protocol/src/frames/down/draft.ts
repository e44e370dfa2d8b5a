import { z } from "zod";
import { draft } from "../../draft.ts";

/** The person wrote on another device, or sent it or gave it up there: then there is neither text nor `reply_to`. */
export const draftDown = z.strictObject({ type: z.literal("draft"), ...draft.shape });

/** All drafts of the person, once after `welcome` for whoever asked for them in `hello`. */
export const drafts = z.strictObject({ type: z.literal("drafts"), drafts: z.array(draft) });
