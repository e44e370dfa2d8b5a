import { limits } from "@relais/protocol";

const { voiceBars, voiceBarHeight } = limits;

/**
 * What was measured while recording, as the bars in which a voice note is drawn: the loudest moment of
 * each part, against the loudest of all. Whoever speaks softly is seen as well.
 */
export function barsOf(levels: readonly number[]): number[] {
  const loudest = Math.max(0, ...levels);
  return Array.from({ length: voiceBars }, (_, bar) => {
    if (loudest <= 0) return 0;
    const from = Math.floor((bar * levels.length) / voiceBars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / voiceBars));
    const level = Math.max(0, ...levels.slice(from, to)) / loudest;
    return Math.round(Math.sqrt(level) * voiceBarHeight);
  });
}
