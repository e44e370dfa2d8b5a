import type { DeskEntry } from "@relais/client/desk";

/** The line that one came to, and the lines as they stood then. */
export type HeldLine = { readonly id: string; readonly lines: readonly DeskEntry[] };

/**
 * The lines with the held one where one came to it, whatever has become of it since: what one does to a case, or what
 * its customer writes, would carry it away from under the cursor, and the focus with it.
 */
export function holding(
  entries: readonly DeskEntry[],
  held: HeldLine | null,
): readonly DeskEntry[] {
  const at = held === null ? -1 : entries.findIndex((entry) => entry.case.id === held.id);
  const entry = entries[at];
  if (held === null || entry === undefined) return entries;
  const before = held.lines.find((line) => line.case.id === held.id);
  if (before?.position === entry.position) return entries;
  const others = entries.toSpliced(at, 1);
  return others.toSpliced(placeOf(held, others), 0, entry);
}

/**
 * Where the held line stood, among lines of which it is none: before what came after it and has not moved, or after what
 * came before it; where everything has moved, before what is left of what came after it.
 */
export function placeOf(held: HeldLine, others: readonly DeskEntry[]): number {
  const now = new Map(others.map((entry, index) => [entry.case.id, { entry, index }]));
  const stays = (line: DeskEntry) => {
    const known = now.get(line.case.id);
    return known?.entry.position === line.position ? known.index : undefined;
  };
  const at = held.lines.findIndex((line) => line.case.id === held.id);
  const following = held.lines.slice(at + 1);
  for (const line of following) {
    const index = stays(line);
    if (index !== undefined) return index;
  }
  for (const line of held.lines.slice(0, Math.max(0, at)).toReversed()) {
    const index = stays(line);
    if (index !== undefined) return index + 1;
  }
  const left = following.find((line) => now.has(line.case.id));
  return now.get(left?.case.id ?? "")?.index ?? 0;
}

/** Where one gets by some lines from the held one, as far as there are; from where it stood, if it is there no more. */
export function stepFrom(held: HeldLine, lines: readonly DeskEntry[], by: number): number {
  const at = lines.findIndex((entry) => entry.case.id === held.id);
  const from =
    at === -1 && by > 0 ? placeOf(held, lines) - 1 : at === -1 ? placeOf(held, lines) : at;
  return Math.min(lines.length - 1, Math.max(0, from + by));
}
