import { entry } from "./error-entry.ts";

/** The refusals that a client gives by itself: it carries these sentences, and no others. */
export const textErrors = {
  text_empty: entry(
    400,
    "never",
    "Le message est vide. Écrivez quelque chose.",
    "The message is empty. Write something.",
  ),
  text_too_long: entry(
    400,
    "never",
    "Le texte est trop long. Raccourcissez-le ou envoyez-le en plusieurs fois.",
    "The text is too long. Shorten it or send it in parts.",
  ),
  text_forbidden_character: entry(
    400,
    "never",
    "Le texte contient un caractère invisible qui n’est pas permis. Retirez-le.",
    "The text contains an invisible character that is not allowed. Remove it.",
  ),
} as const;
