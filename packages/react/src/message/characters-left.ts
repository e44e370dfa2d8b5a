import { countCharacters, limits } from "@relais/protocol";

/** From this many characters before the limit on, what is left is shown. */
const warningCharacters = 200;

/** How many characters a text may still grow, once that is worth saying; below zero, how many are too many. */
export function charactersLeft(text: string): number | null {
  // Counting graphemes is costly; below the limit in UTF-16 units it cannot matter yet.
  if (text.length <= limits.textCharacters - warningCharacters) return null;
  const left = limits.textCharacters - countCharacters(text.trim());
  return left > warningCharacters ? null : left;
}
