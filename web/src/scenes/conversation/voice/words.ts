import type { DisplayedMessage } from "@relais/client";
import { voiceLength } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";

/** « Message vocal, 0:12 ». */
export const voiceLine = (milliseconds: number): string =>
  m.voice_preview({ length: voiceLength(milliseconds) });

/** What is said of a message without words: it is a voice note, or brings files. */
export function wordlessLine(files: DisplayedMessage["files"]): string {
  const voice = files?.[0]?.voice;
  return voice === undefined ? m.files_preview() : voiceLine(voice.duration_ms);
}
