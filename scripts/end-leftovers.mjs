// Ends what a run that was cut off has left behind: `node scripts/end-leftovers.mjs <folder>`, where the folder was the
// run's TMPDIR. Servers and databases have sessions of their own, so that the process group does not reach them; but
// whatever a run begins has that TMPDIR in its environment, and PostgreSQL, which gets no environment, works below it.

import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { sep } from "node:path";

/** A server that is told to end drains for nine seconds, and then stops its database. */
const patienceMs = 12_000;
const lookEveryMs = 100;

const folder = realpathSync(process.argv[2]);

// Asked first, in order; then whatever is left is ended.
signal(left().filter(hasEnvironment), "SIGTERM");
const until = Date.now() + patienceMs;
while (left().length > 0 && Date.now() < until) {
  await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  // Nobody is there any more who would stop a database.
  if (!left().some(hasEnvironment)) signal(left(), "SIGINT");
}
signal(left(), "SIGKILL");

/** The run's processes, by number. Elsewhere than on Linux nobody can be asked, and none is known. */
function left() {
  return processes().filter(
    (pid) => pid !== process.pid && (hasEnvironment(pid) || worksBelow(pid)),
  );
}

function processes() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function hasEnvironment(pid) {
  return read(() => readFileSync(`/proc/${pid}/environ`, "utf8"))
    .split("\0")
    .includes(`TMPDIR=${process.argv[2]}`);
}

function worksBelow(pid) {
  return read(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder + sep);
}

/** Nothing of a process that is over meanwhile, or somebody else's. */
function read(what) {
  try {
    return what();
  } catch {
    return "";
  }
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}
