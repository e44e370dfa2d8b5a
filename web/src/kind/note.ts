import type { KindView, SystemNote } from "@relais/client";
import { noteText as noteTextIn } from "@relais/react/headless";
import { currentLanguage } from "../format/language.ts";

/** What the machine says, in the reader's language; null where only the stored text says it. */
export const noteText = (kinds: readonly KindView[], note: SystemNote): string | null =>
  noteTextIn(currentLanguage(), kinds, note);
