/** What of a file is wanted: all of it, a part (both ends included), or something that it has not. */
export type Wanted = "all" | "nothing" | { readonly from: number; readonly to: number };

/** One range, as browsers and download managers ask; several, or another unit, mean all of it. */
export function rangeOf(header: string | undefined, bytes: number | undefined): Wanted {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (bytes === undefined || (first === "" && last === "")) return "all";
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return from > to ? "nothing" : { from, to };
}
