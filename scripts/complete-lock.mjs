// Adds to package-lock.json the packages for other systems that npm left out: `node scripts/complete-lock.mjs`, or with
// `--check` only says which are missing. npm forgets them when it writes the lock on a machine that has
// node_modules already, or from a mirror that holds the packages of one system (npm/cli#4828). `npm ci` then refuses the
// lock, or installs without them where they are needed.

import { readFileSync, writeFileSync } from "node:fs";
import { inProject } from "./steps/project.mjs";

const SYSTEMS = /\b(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|win32)\b/;
const PROCESSORS = /\b(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)\b/;

/** The missing entries by their path in the lock. `packages` is that part of the lock. */
export function missingEntries(packages) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isResolvable(packages, path, name)) {
        missing[`node_modules/${name}`] = entryFor(name, range, entry.dev === true);
      }
    }
  }
  return missing;
}

/** Whether Node would find `name` from the package at `path`: beside it or in a folder further up. */
function isResolvable(packages, path, name) {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))
  ) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined)
      return true;
    if (folder === "") return false;
  }
}

/** Such packages say in their name what they are for, and are asked for by exact version. */
function entryFor(name, range, dev) {
  const cpu = PROCESSORS.exec(name)?.[1];
  const os = SYSTEMS.exec(name)?.[1];
  const libc = os === "linux" ? /-(musl|gnu)/.exec(name)?.[1] : undefined;
  return {
    version: range.replace(/^[~^]/, ""),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(dev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc === "musl" ? "musl" : "glibc"] }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}

function main() {
  const file = inProject("package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock.packages);
  const names = Object.keys(missing);
  if (names.length === 0) return;
  if (process.argv.includes("--check")) {
    process.stderr.write(
      `package-lock.json lacks ${names.length} packages for other systems. Run "node scripts/complete-lock.mjs".\n`,
    );
    process.exitCode = 1;
    return;
  }
  const all = Object.entries({ ...lock.packages, ...missing });
  all.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(all);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

if (process.argv[1]?.endsWith("complete-lock.mjs")) main();
