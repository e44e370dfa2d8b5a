import { z } from "zod";
import { id } from "../../ids.ts";
import { person } from "../../person.ts";

/** Who of the office is at a case, and whether they are writing there. */
export const colleague = z.strictObject({ person, writing: z.boolean() });
export type Colleague = z.infer<typeof colleague>;

/** After `cases` all of them (`complete`), then each case whose people have changed, with everybody who is there. */
export const colleagues = z.strictObject({
  type: z.literal("colleagues"),
  complete: z.boolean(),
  cases: z.array(z.strictObject({ case_id: id, people: z.array(colleague) })),
});
