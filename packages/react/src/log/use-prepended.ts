import { useState } from "react";
import type { Row } from "./rows.ts";

/** True for the one render in which older messages were put in at the top. */
export function usePrepended(rows: readonly Row[]): boolean {
  const firstKey = rows.find(
    ({ type }) => type === "message" || type === "internal" || type === "note",
  )?.key;
  const lastKey = rows.at(-1)?.key;
  const { length } = rows;
  const [old, setOld] = useState({ firstKey, lastKey, length, prepended: false });
  if (old.firstKey === firstKey && old.lastKey === lastKey && old.length === length) {
    return old.prepended;
  }
  const prepended =
    old.firstKey !== undefined && old.firstKey !== firstKey && old.lastKey === lastKey;
  setOld({ firstKey, lastKey, length, prepended });
  return prepended;
}
