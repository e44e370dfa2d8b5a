import { z } from "zod";
import { id, instant, ref } from "../../ids.ts";
import { measured } from "../../position.ts";

/**
 * Where this person is now, for their live share. At most one every 2 s. `at` is the device's own clock
 * and is only ever compared with itself; `age_ms` is how long ago it was measured. Answered by `ack`.
 */
export const positionUp = z.strictObject({
  type: z.literal("position"),
  ref,
  conversation_id: id,
  ...measured.shape,
  at: instant,
  age_ms: z.int().min(0),
});
