import type { CaseView, KindView } from "@relais/client";
import { mainWay, type Status, statusOf } from "./kind.ts";

export type WayStep = {
  status: Status;
  /** `live`: somebody is at work on it; `now`: it is where the case stands, and nothing moves. */
  state: "done" | "live" | "now" | "next";
  /** Where the case stands, done or not. */
  current: boolean;
};

/** The way of a case, step by step: what is done, where it stands, what comes. */
export function wayOf(kind: KindView | undefined, subject: CaseView): WayStep[] {
  const status = statusOf(kind, subject.status);
  const [first] = mainWay(kind);
  if (!status || !first) return [];
  const way = mainWay(kind);
  const found = way.findIndex(({ name }) => name === subject.status);
  // A case that was stopped has left its way: only where it ended is shown.
  const steps = found < 0 ? [first, status] : way;
  const at = found < 0 ? 1 : found;
  return steps.map((step, index) => ({
    status: step,
    state: stateAt(step, index, at),
    current: index === at,
  }));
}

function stateAt({ tone }: Status, index: number, at: number): WayStep["state"] {
  if (index < at) return "done";
  if (index > at) return "next";
  if (tone === "live") return "live";
  return tone === "done" || tone === "stopped" ? "done" : "now";
}
