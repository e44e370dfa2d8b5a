import type { DisplayedMessage } from "@relais/client";
import { parseGeoUri } from "@relais/protocol";
import type { Say } from "../part.ts";
import { voiceLength } from "../voice/length.ts";
import type { WordKey } from "./words.ts";

/** A text in one line: a place is named, its coordinates mean nothing to anybody. */
export const lineOf = (say: Say<WordKey>, text: string): string =>
  parseGeoUri(text) === null ? text : `📍 ${say("place")}`;

/** A message in one line; of one without words, what it brings. */
export function messageLine(
  say: Say<WordKey>,
  { text, files }: Pick<DisplayedMessage, "text" | "files">,
): string {
  if (text !== "") return lineOf(say, text);
  const voice = files?.[0]?.voice;
  return voice === undefined
    ? say("files")
    : say("voice", { length: voiceLength(voice.duration_ms) });
}
