import type { Attachment } from "@relais/client";
import { voiceLine } from "../voice/words.ts";

/** What a file is called to people: a voice note by its length, for its name says nothing. */
export const nameOfFile = ({ name, voice }: Pick<Attachment, "name" | "voice">): string =>
  voice === undefined ? name : voiceLine(voice.duration_ms);
