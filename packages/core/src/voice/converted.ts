import { NoVoiceError } from "./no-voice-error.ts";

/** A voice note as it is kept. */
export type Converted = {
  /** An MP4 that tells its length and can be entered anywhere. */
  whole: Uint8Array<ArrayBuffer>;
  /** The same in AAC, for what does not play Opus; undefined when `whole` is that already. */
  aac: Uint8Array<ArrayBuffer> | undefined;
  durationMs: number;
};

/** Throws when a sound has become longer than a voice note may be. */
export function checkLength(seconds: number, maxMs: number): void {
  if (seconds * 1_000 > maxMs) throw new NoVoiceError("too long");
}
