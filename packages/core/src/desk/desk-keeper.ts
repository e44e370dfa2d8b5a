import { giveEverywhere } from "../assignment/assignment-consumer.ts";
import { type Present, reportReach } from "../assignment/report-reach.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { type Keeper, keepLooking } from "../keep-looking.ts";
import { missDue } from "../target/judge.ts";
import { wakeDueCases } from "./wake-due.ts";

/** Milliseconds between two looks: a case may sleep so much longer than it was put off. */
const lookMilliseconds = 5_000;

/**
 * Does at the desk what no event begins: at once after a start, then regularly. `present` says who has a living
 * connection here.
 */
export function startDeskKeeper(
  core: Core,
  present: () => readonly Present[],
  everyMs = lookMilliseconds,
): Keeper {
  const serverId = newId();
  return keepLooking(everyMs, () => lookOnce(core, serverId, present()));
}

async function lookOnce(core: Core, serverId: string, present: readonly Present[]): Promise<void> {
  try {
    await reportReach(core, serverId, present);
    await wakeDueCases(core);
    await missDue(core);
    await giveEverywhere(core);
  } catch (error) {
    core.log.warn({ err: error }, "The desk could not be looked after; it is tried again.");
  }
}
