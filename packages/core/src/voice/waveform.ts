import { limits } from "@relais/protocol";
import { RefusedError } from "../errors.ts";

/**
 * How loud a voice note is, as the sender's device saw it: 64 heights from 0 to 31 with commas between them.
 * Only drawn, so that nobody else has to know better.
 *
 * Refuses: invalid_body.
 */
export function readWaveform(text: string): number[] {
  const heights = /^\d{1,2}(,\d{1,2})*$/.test(text) ? text.split(",").map(Number) : [];
  const drawable =
    heights.length === limits.voiceBars &&
    heights.every((height) => height <= limits.voiceBarHeight);
  if (drawable) return heights;
  const { voiceBars, voiceBarHeight } = limits;
  throw new RefusedError("invalid_body", {
    fields: {
      waveform: {
        fr: `Donnez ${voiceBars} hauteurs de 0 à ${voiceBarHeight}, séparées par des virgules.`,
        en: `Give ${voiceBars} heights from 0 to ${voiceBarHeight}, with commas between them.`,
      },
    },
  });
}
