import type { Counter } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { noteText } from "../../kind/note.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { voiceLine } from "../conversation/voice/words.ts";
import { lineOf } from "../position/words.ts";
import { useMe } from "../../session/SignedIn.tsx";

/** The last thing that was said, in one line. */
export function usePreview(counter: Counter | undefined): string | null {
  const me = useMe();
  const kinds = useKinds();
  const last = counter?.preview;
  if (!last) return null;
  if (last.system) return noteText(kinds, last.system);
  if (last.deleted) return m.message_deleted();
  // A message without words is a voice note, or one of files.
  const wordless = last.voice_ms === undefined ? m.files_preview() : voiceLine(last.voice_ms);
  const text = last.text === "" ? wordless : lineOf(last.text);
  return last.sender_id === me.id ? m.preview_you({ text }) : text;
}
