import type { GuidanceStep } from "@relais/client";
import { m } from "../../catalogue/index.ts";

/** How a step stands, in a word. */
export function stepStanding({
  result,
  closed_at,
}: Pick<GuidanceStep, "result" | "closed_at">): string {
  if (result === "done") return m.guidance_state_done();
  if (result === "failed") return m.guidance_state_failed();
  if (result === "help") return m.guidance_state_help();
  return closed_at === null ? m.guidance_state_open() : m.guidance_state_left();
}
