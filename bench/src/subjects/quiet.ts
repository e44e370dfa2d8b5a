import { setTimeout as wait } from "node:timers/promises";
import type { Cpu } from "./subject.ts";

/** Waits until a server and its database have worked off what they were given, at most half a minute. */
export async function quiet(cpu: () => Cpu): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    const before = cpu();
    await wait(500);
    const after = cpu();
    if (after.server - before.server + after.database - before.database < 0.06) return;
  }
}
