import { limits } from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { convertApart } from "./convert-apart.ts";
import type { Converted } from "./converted.ts";
import { NoVoiceError } from "./no-voice-error.ts";

/** What every voice note is called and is, whatever its sender called it. */
export const voiceName = "message-vocal.m4a";
export const voiceType = "audio/mp4";

/**
 * Finds out by its content whether this is a recording of a voice, and writes it anew.
 *
 * Refuses: voice_refused, voice_too_long.
 */
export async function inspectVoice(bytes: Uint8Array): Promise<Converted> {
  try {
    return await convertApart(bytes);
  } catch (error) {
    if (!(error instanceof NoVoiceError)) throw error;
    throw error.reason === "too long" ? tooLong() : new RefusedError("voice_refused");
  }
}

export function tooLong(): RefusedError {
  return new RefusedError("voice_too_long", {
    values: { max: String(limits.voiceMilliseconds / 60_000) },
  });
}
