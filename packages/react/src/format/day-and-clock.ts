import type { Language } from "@relais/client";
import { clock, dateIn, daysApart, toldDate } from "./time.ts";

const words = {
  fr: {
    yesterday: "hier à {clock}",
    today: "aujourd’hui à {clock}",
    tomorrow: "demain à {clock}",
    day: "{date} à {clock}",
  },
  en: {
    yesterday: "yesterday at {clock}",
    today: "today at {clock}",
    tomorrow: "tomorrow at {clock}",
    day: "{date} at {clock}",
  },
} satisfies Record<Language, Record<string, string>>;

/** When something takes place: « demain à 09:30 », « mercredi 2 décembre à 09:30 ». */
export function dayAndClock(language: Language, iso: string, now: number): string {
  const { yesterday, today, tomorrow, day } = words[language];
  const near = new Map([
    [-1, yesterday],
    [0, today],
    [1, tomorrow],
  ]).get(daysApart(now, Date.parse(iso)));
  const sentence = near ?? day.replace("{date}", dateOf(language, iso, now));
  return sentence.replace("{clock}", clock(iso));
}

/** « mercredi 2 décembre », with its year when that is another one. */
function dateOf(language: Language, iso: string, now: number): string {
  const date = toldDate(Date.parse(iso));
  const sameYear = date.getFullYear() === toldDate(now).getFullYear();
  return dateIn(language, date, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}
