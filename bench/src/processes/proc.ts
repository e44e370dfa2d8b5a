import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc: 100 on every Linux that Node runs on. */
export const ticksPerSecond = 100;

/**
 * CPU seconds that a process has used, all its threads; with `reaped`, also those of children that ended and
 * were waited for (backends of PostgreSQL come and go).
 */
function ownCpu(pid: number, reaped: boolean): number {
  const fields = statFields(pid);
  if (!fields) return 0;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
  return (user + system + (reaped ? childUser + childSystem : 0)) / ticksPerSecond;
}

/** CPU seconds of a process and of its descendants, living or ended. Only Linux tells (/proc). */
export function treeCpu(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, one) => sum + ownCpu(one, true), 0);
}

/** CPU seconds of a process alone. */
export function processCpu(pid: number): number {
  return ownCpu(pid, false);
}

/** Resident memory in KiB. */
export function residentKib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** How many files (sockets) one of our processes may open; Node raises itself to this limit. */
export function openFilesLimit(): number {
  const limits = readFileSync("/proc/self/limits", "utf8");
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  return hard === "unlimited" ? Infinity : Number(hard);
}

/** The fields after the name, which may itself hold spaces; undefined when the process is gone. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const one = Number(name);
    const parent = Number.isInteger(one) ? Number(statFields(one)?.[1]) : Number.NaN;
    if (Number.isNaN(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), one]);
  }
  const found: number[] = [];
  for (let queue = [pid]; queue.length > 0; ) {
    queue = queue.flatMap((one) => children.get(one) ?? []);
    found.push(...queue);
  }
  return found;
}
