import { z } from "zod";
import { id, ref } from "../../ids.ts";
import { casesStanding, standing } from "./hello.ts";

/** Follow a conversation from a position: catch-up, then live, without a gap. */
export const subscribe = z.strictObject({ type: z.literal("subscribe"), ref, ...standing.shape });

export const unsubscribe = z.strictObject({
  type: z.literal("unsubscribe"),
  ref,
  conversation_id: id,
});

/** Follow the list of cases that this person may see, with what awaits them in each. */
export const watchCases = z.strictObject({
  type: z.literal("watch_cases"),
  ref,
  ...casesStanding.shape,
});
