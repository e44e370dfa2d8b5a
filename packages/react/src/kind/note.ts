import type { KindView, Language, SystemNote } from "@relais/client";
import { firstName } from "../format/person.ts";
import { announcement } from "./kind.ts";

type GuidanceFact = Extract<SystemNote, { name: "guidance" }>["fact"];

/** What the machine says, in the reader's language; null where only the stored text says it. */
export function noteText(
  language: Language,
  kinds: readonly KindView[],
  note: SystemNote,
): string | null {
  if (note.name === "status") {
    const said = announcement(language, kinds, note);
    // Why it is taken up again is what comes next to do.
    return note.reopened && note.note !== undefined && said !== null
      ? quoted[language](said, note.note)
      : said;
  }
  if (note.name === "hour") {
    return hourMoved[language](firstName(note.actor_name), note.title, note.when[language]);
  }
  const said = guidanceFacts[language][note.fact]
    .replace("{name}", firstName(note.actor_name))
    .replace("{step}", String(note.step ?? ""));
  return note.words === null ? said : quoted[language](said, note.words);
}

const hourMoved: Record<Language, (name: string, title: string, when: string) => string> = {
  fr: (name, title, when) => `${name} a changé la date\u00a0: ${title}, ${when}.`,
  en: (name, title, when) => `${name} has changed the date: ${title}, ${when}.`,
};

const guidanceFacts: Record<Language, Record<GuidanceFact, string>> = {
  fr: {
    started: "{name} a démarré un guidage.",
    done: "{name}\u00a0: étape {step} faite.",
    failed: "{name}\u00a0: l’étape {step} n’a pas marché.",
    help: "{name} demande de l’aide à l’étape {step}.",
    solved: "{name} a terminé le guidage\u00a0: problème résolu.",
    stopped: "{name} a terminé le guidage.",
    left: "{name} a quitté le guidage.",
    closed: "Le guidage s’est terminé avec le dossier.",
  },
  en: {
    started: "{name} has started a guidance.",
    done: "{name}: step {step} done.",
    failed: "{name}: step {step} did not work.",
    help: "{name} asks for help with step {step}.",
    solved: "{name} has ended the guidance: problem solved.",
    stopped: "{name} has ended the guidance.",
    left: "{name} has left the guidance.",
    closed: "The guidance ended with the case.",
  },
};

const quoted: Record<Language, (said: string, words: string) => string> = {
  fr: (said, words) => `${said} «\u00a0${words}\u00a0»`,
  en: (said, words) => `${said} “${words}”`,
};
