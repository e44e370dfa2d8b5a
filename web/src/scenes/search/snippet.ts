/** Characters before the first found word that are kept: its sentence, on two lines of a phone. */
const leadCharacters = 40;

export type Part = { at: number; text: string; found: boolean };

/** A text in parts, found and not, from a little before the first found word. Places are UTF-16 units. */
export function snippetOf(text: string, highlights: readonly (readonly number[])[]): Part[] {
  const first = highlights[0]?.[0] ?? 0;
  const from = first <= leadCharacters ? 0 : wordStart(text, first - leadCharacters);
  const parts: Part[] = [];
  if (from > 0) parts.push({ at: -1, text: "… ", found: false });
  let done = from;
  for (const [start = 0, end = 0] of highlights) {
    if (start > done) parts.push({ at: done, text: text.slice(done, start), found: false });
    parts.push({ at: start, text: text.slice(start, end), found: true });
    done = end;
  }
  if (done < text.length) parts.push({ at: done, text: text.slice(done), found: false });
  return parts;
}

/** After the next space, so that no word (and no character of two units) is cut. */
function wordStart(text: string, near: number): number {
  const space = text.slice(near, near + leadCharacters).search(/\s/);
  return space < 0 ? near + leadCharacters : near + space + 1;
}
