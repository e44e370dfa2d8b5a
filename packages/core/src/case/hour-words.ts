import type { Language } from "@relais/protocol";

/** « mercredi 9 décembre à 15:00 », by the clock of a zone. */
export function hourWords(at: Date, language: Language, timeZone: string): string {
  const locale = language === "fr" ? "fr" : "en-GB";
  const day = at.toLocaleDateString(locale, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const clock = at.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return language === "fr" ? `${day} à ${clock}` : `${day} at ${clock}`;
}
