import { z } from "zod";
import { caseView } from "../../case.ts";
import { counter } from "../../conversation.ts";
import { id, position, ref } from "../../ids.ts";

/**
 * The list of cases as this person may see it, at `revision`. With `complete` it replaces the list;
 * otherwise `changed` are put in and `removed` are taken out (someone else took it).
 */
export const cases = z.strictObject({
  type: z.literal("cases"),
  ref: z.optional(ref),
  revision: position,
  complete: z.boolean(),
  changed: z.array(caseView),
  removed: z.array(id),
});

/** What awaits the person, by conversation. With `complete` it replaces all counters. */
export const counters = z.strictObject({
  type: z.literal("counters"),
  complete: z.boolean(),
  counters: z.array(counter),
});
