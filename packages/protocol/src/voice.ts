import { z } from "zod";
import { limits } from "./limits.ts";

/** What makes a sound a voice note: how long it is, and how it looks. */
export const voice = z
  .strictObject({
    /** Milliseconds, counted by the server in the sound itself. */
    duration_ms: z.int().min(1).max(limits.voiceMilliseconds),
    /** How loud it is over its length, from 0 to 31: drawn before any of it is fetched. */
    waveform: z.array(z.int().min(0).max(limits.voiceBarHeight)).length(limits.voiceBars),
  })
  .meta({ id: "Voice" });
export type Voice = z.infer<typeof voice>;

/** Nothing is known of how loud it is. */
export const flatWaveform: readonly number[] = Array.from({ length: limits.voiceBars }, () => 0);
