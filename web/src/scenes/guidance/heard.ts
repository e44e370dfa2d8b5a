import type { StepAnswer } from "@relais/client";

/** What a spoken word asks for: an answer, or the step once more. */
export type Heard = StepAnswer["result"] | "again" | null;

/**
 * That a step is done must be all that was said: « ça fait du bruit » moves nobody on. Words of hesitation and thanks
 * around it are none.
 */
const done =
  /^((euh|hum|ok|okay|oui|yes|voila|alors|bon|c est|j ai|tout|it s|i m|all) )*(c est fait|fait|termine|fini|c est bon|ca y est|done|finished)( (ok|merci|thanks|thank you|fait|done))*$/;

/* The longest comes first: « pas marché » holds « marché ». No accents: recognizers differ in them. */
const words: readonly (readonly [RegExp, Exclude<Heard, null>])[] = [
  [/\b(aide|aidez|help)\b/, "help"],
  [/\b(repete|repetez|encore une fois|relis|relisez|again|repeat)\b/, "again"],
  [
    /\b(pas marche|marche pas|pas bon|echec|rate|did not work|didn t work|not working|failed)\b/,
    "failed",
  ],
  [/\b(pas fait|pas encore|attends|attendez|not done|not yet|wait)\b/, "again"],
  [done, "done"],
];

/** Understands one of a few orders, in French and English alike; null for anything else. */
export function heardIn(transcript: string): Heard {
  const plain = transcript
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[^a-z]+/g, " ")
    .trim();
  return words.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
