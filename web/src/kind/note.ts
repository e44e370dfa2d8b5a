import type { KindView, Message } from "@relais/client";
import { m } from "../catalogue/index.ts";
import { firstName } from "../format/person.ts";
import { announcement, kindOf } from "./kind.ts";

type Note = NonNullable<Message["system"]>;

/** What the machine says, in the reader's language; null where only the stored text says it. */
export function noteText(kinds: readonly KindView[], note: Note): string | null {
  if (note.name === "status") {
    return announcement(kindOf(kinds, note.kind), note.status, note.actor_name, note.title);
  }
  const about = { name: firstName(note.actor_name), step: String(note.step ?? "") };
  const said = guidanceTexts[note.fact](about);
  return note.words === null ? said : m.guidance_note_words({ said, words: note.words });
}

type GuidanceFact = Extract<Note, { name: "guidance" }>["fact"];

const guidanceTexts: Record<GuidanceFact, (about: { name: string; step: string }) => string> = {
  started: m.guidance_note_started,
  done: m.guidance_note_done,
  failed: m.guidance_note_failed,
  help: m.guidance_note_help,
  solved: m.guidance_note_solved,
  stopped: m.guidance_note_stopped,
  left: m.guidance_note_left,
  closed: m.guidance_note_closed,
};
