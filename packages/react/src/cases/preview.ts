import type { Counter, KindView, Language } from "@relais/client";
import { parseGeoUri } from "@relais/protocol";
import { noteText } from "../kind/note.ts";
import type { Say } from "../part.ts";
import { voiceLength } from "../voice/length.ts";
import type { WordKey } from "./words.ts";

type Means = {
  language: Language;
  say: Say<WordKey>;
  kinds: readonly KindView[];
  viewerId: string | null;
};

/** The last thing that was said, in one line; null when nothing was. */
export function previewOf(
  counter: Counter | undefined,
  { language, say, kinds, viewerId }: Means,
): string | null {
  const last = counter?.preview;
  if (!last) return null;
  if (last.system) return noteText(language, kinds, last.system);
  if (last.deleted) return say("deleted");
  const text = lineOf(say, last.text, last.voice_ms);
  return viewerId !== null && last.sender_id === viewerId ? say("me", { text }) : text;
}

/** A message without words is a voice note, or one of files. */
function lineOf(say: Say<WordKey>, text: string, voiceMs: number | undefined): string {
  if (text !== "") return parseGeoUri(text) === null ? text : say("place");
  return voiceMs === undefined ? say("files") : say("voice", { length: voiceLength(voiceMs) });
}
