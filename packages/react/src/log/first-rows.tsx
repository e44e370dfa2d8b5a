import { type ReactNode, type RefObject, useLayoutEffect } from "react";
import type { Row } from "./rows.ts";

/** More than a screen holds. */
export const mostRows = 24;

/** What is seen of what stands above the first unread message. */
export const aboveLinePx = 12;

type FirstRowsProps = {
  rows: readonly Row[];
  /** All of them, because nothing better is coming. */
  all: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  draw: (row: Row) => ReactNode;
};

/** The rows that are seen on opening, drawn as they are: from the first unread one, else the newest. */
export function FirstRows({ rows, all, scroller, draw }: FirstRowsProps) {
  const line = rows.findIndex(({ type }) => type === "unread");
  const shown = all ? rows : line > 0 ? rows.slice(line, line + mostRows) : rows.slice(-mostRows);
  const last = rows.at(-1);
  useLayoutEffect(() => {
    if (last === undefined || (line > 0 && !all)) return;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [last, line, all, scroller]);
  if (line <= 0 || all) return shown.map(draw);
  return [
    <div key="above" style={{ blockSize: aboveLinePx, flexShrink: 0 }} />,
    ...shown.map(draw),
  ];
}
