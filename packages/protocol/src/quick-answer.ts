import { z } from "zod";
import { roles } from "./person.ts";
import { words } from "./words.ts";

/** Stable, whatever the words become: who reads the journal knows an answer by it. */
export const quickAnswerId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** A text that is sent with one tap, to whom it fits: by the status of the case and the role of the person. */
export const quickAnswer = z
  .strictObject({
    id: quickAnswerId,
    text: words,
    /** Statuses of the case in which it is offered. */
    statuses: z.array(z.string().max(40)),
    /** Roles that it is offered to. */
    roles: z.array(z.enum(roles)),
    /** The status to which sending it moves the case, where the sender may take that step. */
    step: z.optional(z.string().max(40)),
  })
  .meta({ id: "QuickAnswer" });
export type QuickAnswer = z.infer<typeof quickAnswer>;
