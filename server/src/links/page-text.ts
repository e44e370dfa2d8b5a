/** Turns the direction of writing, is not seen, or belongs to nobody; what joins the parts of an emoji stays. */
const unseen = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu;
const markup = /<\/?[a-z!][^>]*>/giu;
/** More marks on one letter than any language writes. */
const heaped = /(\p{M}{4})\p{M}+/gu;

/** What a page says of itself, on one line, without anything that acts; null when nothing is left. */
export function pageText(said: string | undefined, characters: number): string | null {
  const text = (said ?? "")
    .toWellFormed()
    .normalize("NFC")
    .replace(markup, " ")
    .replace(unseen, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(heaped, "$1")
    .trim();
  const points = [...text];
  if (points.length <= characters) return text === "" ? null : text;
  return `${points
    .slice(0, characters - 1)
    .join("")
    .trimEnd()}…`;
}
