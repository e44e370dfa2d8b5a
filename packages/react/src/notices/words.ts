import type { KindView, Language, Notification } from "@relais/client";
import { statusOf, kindOf } from "../kind/kind.ts";
import { type Catalogue, sayIn } from "../part.ts";

export const catalogue = {
  fr: {
    title: "Notifications",
    unseen: "Non vue",
    loading: "Chargement…",
    failed: "Les notifications n’ont pas pu être lues.",
    again: "Réessayer",
    empty: "Rien de nouveau pour vous.",
    readAll: "Tout marquer comme vu",
    older: "Plus anciennes",
    mention: "{name} vous a mentionné dans «\u00a0{title}\u00a0»",
    message: "{name} a écrit dans «\u00a0{title}\u00a0»",
    assigned: "«\u00a0{title}\u00a0» vous est confié",
    status: "«\u00a0{title}\u00a0»\u00a0: {status}",
    rating: "{name} a noté «\u00a0{title}\u00a0»\u00a0: {score} sur 5",
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
} satisfies Catalogue<string>;

/** A notification in one sentence; undefined of a type that this version does not know. */
export function noticeSentence(
  language: Language,
  kinds: readonly KindView[],
  { type, actor, case: subject, detail }: Notification,
): string | undefined {
  const name = actor?.full_name ?? "";
  const title = subject?.title ?? "";
  const say = sayIn<keyof (typeof catalogue)["fr"]>(catalogue, language);
  switch (type) {
    case "mention":
    case "message":
    case "assigned":
      return say(type, { name, title });
    case "rating":
      return say(type, { name, title, score: detail ?? "" });
    case "status": {
      const status = statusOf(kindOf(kinds, subject?.kind ?? ""), detail ?? "");
      if (status === undefined) return undefined;
      return say(type, { title, status: status.title[language] });
    }
    default:
      return undefined;
  }
}
