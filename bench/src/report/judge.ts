import type { Bound } from "./bounds.ts";
import { median, type Samples } from "./samples.ts";

export interface Judgement {
  title: string;
  bound: string;
  measured: string;
  /** The lowest and the highest of the repeats. */
  range: string;
  verdict: "pass" | "tie" | "miss" | "not measured";
}

/** Holds one bound against the samples: the median of the ratios of the repeats. */
export function judge(bound: Bound, samples: Samples): Judgement {
  const own = samples.values(bound.figure, "relais");
  const { against } = bound;
  const other = against && samples.values(against.figure ?? bound.figure, against.subject);
  const ratios = other
    ? own.slice(0, other.length).map((value, at) => value / (other[at] ?? 0))
    : own;
  const sign = bound.better === "more" ? "≥" : "≤";
  const unit = against ? " ×" : "";
  const line = { title: bound.title, bound: `${sign} ${bound.limit}${unit}` };
  if (ratios.length === 0) return { ...line, measured: "–", range: "", verdict: "not measured" };
  const measured = median(ratios);
  const reached = bound.better === "more" ? measured >= bound.limit : measured <= bound.limit;
  const tied = bound.tieAllowed === true && other !== undefined && overlap(own, other);
  return {
    ...line,
    measured: `${measured.toFixed(2)}${unit}`,
    range: `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    verdict: reached ? "pass" : tied ? "tie" : "miss",
  };
}

/** Whether the repeats of two subjects cannot be told apart. */
function overlap(one: readonly number[], other: readonly number[]): boolean {
  return Math.min(...one) <= Math.max(...other);
}
