import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { ticksPerSecond, treeCpu } from "./proc.ts";

/** Watches how much of the machine other programs use while the bench runs: they blur every figure. */
export class Strangers {
  readonly #since = performance.now();
  readonly #busy = busySeconds();
  readonly #own = treeCpu(process.pid);

  /** The share of the machine that was not ours, from 0 to 1. */
  share(): number {
    const seconds = (performance.now() - this.#since) / 1000;
    const own = treeCpu(process.pid) - this.#own;
    return Math.max(0, busySeconds() - this.#busy - own) / (seconds * cpus().length);
  }
}

/** CPU seconds that anything has used since the machine started (user, nice, system, interrupts). */
function busySeconds(): number {
  const [, user, nice, system, , , irq, softirq, steal] = readFileSync("/proc/stat", "utf8")
    .split("\n", 1)
    .join()
    .split(/\s+/)
    .map(Number);
  const parts = [user, nice, system, irq, softirq, steal];
  return parts.reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) / ticksPerSecond;
}
