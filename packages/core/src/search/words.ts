/** The words of French and English that stand in every second message and find nothing. */
const stopWords = new Set(
  (
    "au aux avec ce ces cet cette dans de des du elle elles en est et eu il ils je la le les leur lui ma mais me mes moi mon " +
    "ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous " +
    "the and or of to in is it on at for this that with you your we are be was not"
  ).split(" "),
);

/** Of one word, in characters: what is longer is no word. */
const longest = 40;

/** Lower case, without accents and ligatures: « Éléphant œuvre » is « elephant oeuvre ». */
export function plain(text: string): string {
  // Most words have no accent.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .replace(/ß/g, "ss")
    .toLowerCase();
}

/** Letters and digits in a row, and such rows joined by a sign within them: a plate, a tracking number. */
const run = /[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)*/gu;

export type Word = { readonly word: string; readonly start: number; readonly end: number };

/**
 * The words of a text with their places in it, in UTF-16 units. What is joined by a sign is there in parts,
 * and whole when it holds a digit: « BJ-1234-MD » is found as « 1234 » and as « bj1234md ».
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const add = (part: string, start: number): void => {
    // Most words are of these letters alone, and every message goes through here.
    const word = /^[a-z0-9]+$/i.test(part)
      ? part.toLowerCase()
      : plain(part).replace(/[^\p{L}\p{N}]/gu, "");
    if (word.length < 2 && !/^\d$/.test(word)) return;
    if (word.length > longest || stopWords.has(word)) return;
    words.push({ word, start, end: start + part.length });
  };
  for (const { 0: whole, index } of text.matchAll(run)) {
    if (!/[-./]/.test(whole)) {
      add(whole, index);
      continue;
    }
    for (const part of whole.matchAll(/[\p{L}\p{N}]+/gu)) add(part[0], index + part.index);
    if (/\p{N}/u.test(whole)) add(whole, index);
  }
  return words;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** What a word may have been meant to be: one letter missing, doubled, wrong, or two changed about. */
export function nearWords(word: string): string[] {
  const near = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const rest = word.slice(at);
    if (rest !== "") near.add(before + rest.slice(1));
    if (rest.length > 1) near.add(`${before}${rest[1]}${rest[0]}${rest.slice(2)}`);
    for (const letter of letters) {
      near.add(before + letter + rest);
      if (rest !== "") near.add(before + letter + rest.slice(1));
    }
  }
  near.delete(word);
  return [...near];
}
