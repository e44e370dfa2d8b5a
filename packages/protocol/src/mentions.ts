import { z } from "zod";
import { id } from "./ids.ts";
import { limits } from "./limits.ts";

/** People who do the work, named in an internal message: each is told of it. */
export const mentions = z.optional(z.array(id).min(1).max(limits.mentions));
