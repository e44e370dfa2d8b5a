import type { GuidanceStep } from "@relais/client";

export type Standing = "done" | "failed" | "help" | "open" | "left";

/** How a step of a guidance stands. */
export const standingOf = ({
  result,
  closed_at,
}: Pick<GuidanceStep, "result" | "closed_at">): Standing =>
  result ?? (closed_at === null ? "open" : "left");
