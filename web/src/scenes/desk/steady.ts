/** How far the lines of a window have moved when a list is another one: as many lines as most of them, down or up. */
export function linesMoved(
  was: readonly string[],
  is: readonly string[],
  first: number,
  last: number,
): number {
  const seen = new Map(was.slice(first, last + 1).map((id, index) => [id, first + index]));
  const moves = new Map<number, number>();
  for (const [index, id] of is.entries()) {
    const before = seen.get(id);
    if (before !== undefined) moves.set(index - before, (moves.get(index - before) ?? 0) + 1);
  }
  // Where as many stayed as moved, nothing is.
  let [most, votes] = [0, moves.get(0) ?? 0];
  for (const [move, count] of moves) if (count > votes) [most, votes] = [move, count];
  return most;
}
