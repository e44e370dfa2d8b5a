import type { GuidanceStep } from "@relais/client";
import { clock } from "@relais/react/headless";
import { tookTime } from "./took-time.ts";
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

/** How it stands, since when, and after how long. */
export function stepLine(step: GuidanceStep): string {
  const { answered_at, instructed_at } = step;
  const said = stepStanding(step);
  return answered_at === null
    ? said
    : `${said} · ${clock(answered_at)} · ${tookTime(instructed_at, answered_at)}`;
}
