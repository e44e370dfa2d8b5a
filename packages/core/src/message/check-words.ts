import { checkText } from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { textHint } from "../text-hint.ts";

/** What is said about something that is sent; nothing need be. Refuses: text_too_long, text_forbidden_character. */
export function checkWords(words: string | undefined): string {
  const checked = checkText(words ?? "");
  if (checked.ok) return checked.text;
  if (checked.code === "text_empty") return "";
  throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
}
