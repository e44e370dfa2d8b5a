import type { Language, Words } from "@relais/protocol";
import { hourWords } from "../case/hour-words.ts";
import type { Kind } from "../kinds/kind.ts";
import { asText } from "../message/as-text.ts";
import { remindedHour } from "../reminder/next-reminder.ts";
import type { DueDelivery } from "./due-deliveries.ts";

/** Characters of a message that a lock screen has room for. */
const shownCharacters = 160;

const sentences = {
  mention: { fr: "{name} vous mentionne", en: "{name} mentions you" },
  assigned: { fr: "On vous confie un dossier", en: "A case is assigned to you" },
  rating: { fr: "{name} a donné {detail}/5", en: "{name} gave {detail}/5" },
  reminder: { fr: "Rappel\u202f: {title}", en: "Reminder: {title}" },
  warranty: { fr: "Votre garantie expire bientôt", en: "Your warranty ends soon" },
  test: { fr: "Les notifications arrivent bien", en: "Notifications arrive" },
  test_body: {
    fr: "Cet appareil vous préviendra, même quand Relais est fermé.",
    en: "This device will let you know, even when Relais is closed.",
  },
} satisfies Record<string, Words>;

type Shown = { readonly title: string; readonly body: string };

/** What a device says of it; undefined: of what it was about nothing is left to say. */
export function pushWords(
  delivery: DueDelivery,
  kindOf: (name: string) => Kind | undefined,
): Shown | undefined {
  const { type, language, actor_name, case_title, case_kind, detail, message } = delivery;
  const name = actor_name ?? "Relais";
  const subject = case_title ?? "";
  const say = (sentence: keyof typeof sentences) =>
    sentences[sentence][language].replace("{name}", name).replace("{detail}", detail ?? "");
  if (type === "message" || type === "mention") {
    if (message === null || message.deleted_at !== null) return undefined;
    const title = type === "mention" ? say("mention") : name;
    return {
      title: subject === "" ? title : `${title} · ${subject}`,
      body: shorten(asText(message, language)),
    };
  }
  if (type === "status") {
    const status = kindOf(case_kind ?? "")?.statuses.find((one) => one.name === detail);
    return status && { title: subject, body: status.title[language] };
  }
  if (type === "reminder") {
    const kind = kindOf(case_kind ?? "");
    if (kind === undefined || !stillReminds(kind, delivery)) return undefined;
    const when = hourWords(new Date(detail ?? ""), language, delivery.time_zone);
    return {
      title: sentences.reminder[language].replace("{title}", () => subject),
      body: `${when.charAt(0).toLocaleUpperCase(language)}${when.slice(1)}`,
    };
  }
  if (type === "warranty") return { title: say(type), body: detail ?? "" };
  if (type === "assigned" || type === "rating") return { title: say(type), body: subject };
  return undefined;
}

/** Not of an hour that was moved or cancelled since. */
const stillReminds = (kind: Kind, { case_status, case_fields, detail }: DueDelivery): boolean =>
  case_status !== null &&
  case_fields !== null &&
  remindedHour(kind, { status: case_status, fields: case_fields }) === detail;

/** What a device says when its person wants to know whether it works. */
export const testWords = (language: Language): Shown => ({
  title: sentences.test[language],
  body: sentences.test_body[language],
});

function shorten(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  if (flat.length <= shownCharacters) return flat;
  // A surrogate pair or an accent of its own is not cut through.
  const cut = [...new Intl.Segmenter().segment(flat.slice(0, shownCharacters + 20))];
  return `${cut
    .filter(({ index }) => index < shownCharacters - 1)
    .map(({ segment }) => segment)
    .join("")
    .trimEnd()}…`;
}
