import { limits, type TextRefusal, type Words } from "@relais/protocol";

/** What to do about a refused text, for the `fields` of a refusal. */
export function textHint(code: TextRefusal, characters: number = limits.textCharacters): Words {
  if (code === "text_empty") return { fr: "1 caractère au moins.", en: "1 character at least." };
  if (code === "text_too_long") {
    return { fr: `${characters} caractères au plus.`, en: `${characters} characters at most.` };
  }
  return {
    fr: "Retirez les caractères de contrôle et de sens d’écriture.",
    en: "Remove control characters and marks of writing direction.",
  };
}
