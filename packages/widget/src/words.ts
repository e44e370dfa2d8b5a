const words = {
  fr: {
    open: "Ouvrir la messagerie",
    close: "Fermer la messagerie",
    title: "Messagerie",
    unread: (count: number) =>
      `${count} message${count > 1 ? "s" : ""} non lu${count > 1 ? "s" : ""}`,
    opening: "Ouverture de la messagerie…",
    failed: "La messagerie ne répond pas. Vérifiez votre connexion.",
    refused: "La messagerie n’est pas disponible sur ce site.",
    again: "Réessayer",
  },
  en: {
    open: "Open the chat",
    close: "Close the chat",
    title: "Chat",
    unread: (count: number) => `${count} unread message${count > 1 ? "s" : ""}`,
    opening: "Opening the chat…",
    failed: "The chat does not answer. Check your connection.",
    refused: "The chat is not available on this site.",
    again: "Try again",
  },
};

export type Language = keyof typeof words;
export type Words = (typeof words)[Language];

export const wordsOf = (language: Language): Words => words[language];

/** As the script says, else as the page does, else as the browser does. French when in doubt. */
export function languageOf(said: string | undefined): Language {
  for (const one of [said, document.documentElement.lang, navigator.language]) {
    const short = one?.slice(0, 2).toLowerCase();
    if (short === "fr" || short === "en") return short;
  }
  return "fr";
}
