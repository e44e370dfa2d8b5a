import { atMost, checkText, limits } from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { textHint } from "../text-hint.ts";

/** Tags as they are kept: trimmed, one line each, each once, in the given order. Refuses: invalid_body. */
export function checkTags(raw: readonly string[]): string[] {
  const tags: string[] = [];
  for (const one of raw) {
    const checked = checkText(one.replace(/\s+/g, " "), limits.tagCharacters);
    if (!checked.ok) {
      const hint = textHint(checked.code, limits.tagCharacters);
      throw new RefusedError("invalid_body", { fields: { tags: hint } });
    }
    const known = tags.some((tag) => tag.toLowerCase() === checked.text.toLowerCase());
    if (!known) tags.push(checked.text);
  }
  if (tags.length > limits.caseTags) {
    throw new RefusedError("invalid_body", { fields: { tags: atMost(limits.caseTags) } });
  }
  return tags;
}
