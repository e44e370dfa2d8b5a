import { z } from "zod";
import { id } from "./ids.ts";
import { limits } from "./limits.ts";

/** Ids of finished uploads of this person to this conversation, in the order in which they are shown. */
export const attachmentIds = z.optional(z.array(id).min(1).max(limits.filesPerMessage));
