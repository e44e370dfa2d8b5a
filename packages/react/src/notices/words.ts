import type { KindView, Language, Notification } from "@relais/client";

const sentences = {
  fr: {
    title: "Notifications",
    unseen: "Non vue",
    loading: "Chargement…",
    failed: "Les notifications n’ont pas pu être lues.",
    again: "Réessayer",
    empty: "Rien de nouveau pour vous.",
    readAll: "Tout marquer comme vu",
    older: "Plus anciennes",
    mention: "{name} vous a mentionné dans « {title} »",
    message: "{name} a écrit dans « {title} »",
    assigned: "« {title} » vous est confié",
    status: "« {title} »\u00a0: {status}",
    rating: "{name} a noté « {title} »\u00a0: {score} sur 5",
  },
  en: {
    title: "Notifications",
    unseen: "Not seen yet",
    loading: "Loading…",
    failed: "The notifications could not be read.",
    again: "Try again",
    empty: "Nothing new for you.",
    readAll: "Mark all as seen",
    older: "Older ones",
    mention: "{name} mentioned you in “{title}”",
    message: "{name} wrote in “{title}”",
    assigned: "“{title}” was given to you",
    status: "“{title}”: {status}",
    rating: "{name} rated “{title}”: {score} out of 5",
  },
} satisfies Record<Language, Record<string, string>>;

type Sentence = keyof (typeof sentences)["fr"];

export function sayIn(language: Language, sentence: Sentence, values?: Record<string, string>) {
  return sentences[language][sentence]
    .replaceAll(/« | »/g, (mark) => mark.replace(" ", "\u00a0"))
    .replace(/\{(\w+)\}/g, (_whole, name: string) => values?.[name] ?? "");
}

/** A notification in one sentence; undefined of a type that this version does not know. */
export function noticeSentence(
  language: Language,
  kinds: readonly KindView[],
  { type, actor, case: subject, detail }: Notification,
): string | undefined {
  const name = actor?.full_name ?? "";
  const title = subject?.title ?? "";
  switch (type) {
    case "mention":
    case "message":
    case "assigned":
      return sayIn(language, type, { name, title });
    case "rating":
      return sayIn(language, type, { name, title, score: detail ?? "" });
    case "status": {
      const kind = kinds.find((one) => one.name === subject?.kind);
      const status = kind?.statuses.find((one) => one.name === detail);
      if (status === undefined) return undefined;
      return sayIn(language, type, { title, status: status.title[language] });
    }
    default:
      return undefined;
  }
}
