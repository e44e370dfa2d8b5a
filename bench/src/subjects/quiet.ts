import { setTimeout as wait } from "node:timers/promises";
import type { Cpu } from "./subject.ts";

/** Rounds of rest in a row: a server looks at what it was given once it has had time to spare for a while. */
const rests = 5;

/** Waits until a server and its database have worked off what they were given, at most half a minute. */
export async function quiet(cpu: () => Cpu): Promise<void> {
  let rested = 0;
  for (let round = 0; round < 60 && rested < rests; round += 1) {
    const before = cpu();
    await wait(500);
    const after = cpu();
    const used = after.server - before.server + after.database - before.database;
    rested = used < 0.06 ? rested + 1 : 0;
  }
}
