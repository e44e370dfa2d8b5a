import type { KindView, Language, SystemNote, Words } from "@relais/protocol";

type Fact = Extract<SystemNote, { name: "guidance" }>["fact"];

/** What the machine says of a repair step by step, for those who have no screen of their own for it. */
const facts: Record<Fact, Words> = {
  started: { fr: "{name} vous guide pas à pas.", en: "{name} is guiding you step by step." },
  done: { fr: "{name} : étape {step} faite.", en: "{name}: step {step} is done." },
  failed: {
    fr: "{name} : l’étape {step} n’a pas marché.",
    en: "{name}: step {step} did not work.",
  },
  help: { fr: "{name} demande de l’aide, étape {step}.", en: "{name} asks for help, step {step}." },
  left: { fr: "{name} a quitté le guidage.", en: "{name} has left the guidance." },
  stopped: { fr: "{name} a terminé le guidage.", en: "{name} has ended the guidance." },
  solved: { fr: "Le guidage a réussi.", en: "The guidance was successful." },
  closed: { fr: "Le guidage est terminé.", en: "The guidance has ended." },
};

const hourMoved: Words = {
  fr: "{name} a changé la date : {title}, {when}.",
  en: "{name} has changed the date: {title}, {when}.",
};

/** What of a kind its sentences are made of. */
export type SpokenKind = Pick<KindView, "statuses"> & Partial<Pick<KindView, "reopening">>;

/** What the machine said, as a sentence. */
export function systemSentence(
  note: SystemNote,
  language: Language,
  kindOf: (name: string) => SpokenKind | undefined,
): string {
  const words = wordsOf(note, kindOf);
  const sentence = words?.[language] ?? "";
  const values: Record<string, string | undefined> = {
    name: note.actor_name,
    step: note.name === "guidance" ? note.step?.toString() : undefined,
    title: note.name === "guidance" ? undefined : note.title,
    when: note.name === "hour" ? note.when[language] : undefined,
  };
  return sentence.replace(/\{(name|step|title|when)\}/g, (_, key) => values[key] ?? "");
}

function wordsOf(
  note: SystemNote,
  kindOf: (name: string) => SpokenKind | undefined,
): Words | undefined {
  if (note.name === "guidance") return facts[note.fact];
  if (note.name === "hour") return hourMoved;
  const kind = kindOf(note.kind);
  if (note.reopened && kind?.reopening) return kind.reopening.announcement;
  const status = kind?.statuses.find(({ name }) => name === note.status);
  return status?.announcement ?? status?.title;
}
