import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { findProgram } from "./find-program.mjs";
import { installDebianPackages } from "./install-debian-packages.mjs";
import { inProject } from "./project.mjs";
import { Stop } from "./stop.mjs";

const LINK = inProject(".runtime", "bin", "redis-server");
const USUAL = [
  "redis-server",
  "valkey-server",
  "/opt/homebrew/bin/redis-server",
  "/usr/local/bin/redis-server",
  LINK,
];

/** Finds a Redis server, installing one where that is possible, and leaves its path in REDIS_SERVER_PATH. */
export async function ensureRedis() {
  if ((process.env.REDIS_SERVER_PATH ?? "") !== "") return;
  const found = findProgram(USUAL) ?? (await install());
  if (found === undefined) {
    throw new Stop(
      'Some tests need a Redis server and none was found. Install one ("brew install redis", for example), or set REDIS_SERVER_PATH to its program.',
    );
  }
  process.env.REDIS_SERVER_PATH = found;
}

/**
 * Debian's redis-server package would start a service on the machine. Its tools hold the same program under another
 * name, and it looks at the name it is called by.
 */
async function install() {
  if (!(await installDebianPackages(["redis-tools"], "Redis for the tests"))) return undefined;
  const program = findProgram(["redis-check-rdb"]);
  if (program === undefined) return undefined;
  mkdirSync(inProject(".runtime", "bin"), { recursive: true });
  rmSync(LINK, { force: true });
  symlinkSync(program, LINK);
  return LINK;
}
