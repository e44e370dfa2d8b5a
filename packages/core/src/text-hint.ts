import { limits, type TextRefusal } from "@relais/protocol";

/** What to do about a refused text, for the `fields` of a refusal. */
export function textHint(code: TextRefusal, characters: number = limits.textCharacters): string {
  if (code === "text_empty") return "1 character at least";
  if (code === "text_too_long") return `${characters} characters at most`;
  return "no control or bidirectional override characters";
}
