import type { GuidanceStep } from "@relais/client";
import { clock, standingOf } from "@relais/react/headless";
import { tookTime } from "./took-time.ts";
import { m } from "../../catalogue/index.ts";

const words: Record<ReturnType<typeof standingOf>, () => string> = {
  open: m.guidance_state_open,
  done: m.guidance_state_done,
  failed: m.guidance_state_failed,
  help: m.guidance_state_help,
  left: m.guidance_state_left,
};

/** How a step stands, in a word. */
export const stepStanding = (step: Parameters<typeof standingOf>[0]): string =>
  words[standingOf(step)]();

/** How it stands, since when, and after how long. */
export function stepLine(step: GuidanceStep): string {
  const { answered_at, instructed_at } = step;
  const said = stepStanding(step);
  return answered_at === null
    ? said
    : `${said} · ${clock(answered_at)} · ${tookTime(instructed_at, answered_at)}`;
}
