import { readFileSync } from "node:fs";
import type { Log } from "@relais/core";

/** A connection is an open file, and so are those to the database and what is read and written. */
const enough = 4_096;

/**
 * Says so at the start when this process may open few files: later a connection too many is dropped by the system
 * without a word to us. `limits` is what Linux tells of a process; elsewhere nothing is told, and nothing said.
 */
export function warnOfFewFiles(log: Log, limits = "/proc/self/limits"): void {
  const most = readMost(limits);
  if (most === undefined || most >= enough) return;
  log.warn(
    { most },
    `This process may hold ${most} files and connections open, which is few: raise it (LimitNOFILE of the service, or ulimit -n) to ${enough} or more.`,
  );
}

function readMost(limits: string): number | undefined {
  try {
    const most = /^Max open files\s+(\d+)/m.exec(readFileSync(limits, "utf8"))?.[1];
    return most === undefined ? undefined : Number(most);
  } catch {
    return undefined;
  }
}
