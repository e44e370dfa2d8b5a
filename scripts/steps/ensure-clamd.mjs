import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./find-program.mjs";
import { installDebianPackages } from "./install-debian-packages.mjs";
import { inProject, say } from "./project.mjs";
import { runChild } from "./run-child.mjs";

const UNPACKED = inProject(".runtime", "clamav");
const USUAL = [
  "clamd",
  "/usr/sbin/clamd",
  "/opt/homebrew/sbin/clamd",
  "/usr/local/sbin/clamd",
  join(UNPACKED, "usr", "sbin", "clamd"),
];

/**
 * Finds a clamd, installing one where that is possible, and leaves its path in CLAMD_PATH. Without one the tests
 * that need it say so and are passed over: a double speaks for it in the others.
 */
export async function ensureClamd() {
  if ((process.env.CLAMD_PATH ?? "") !== "") return;
  const found = findProgram(USUAL) ?? (await unpack());
  if (found !== undefined) process.env.CLAMD_PATH = found;
  else {
    say(
      'No clamd was found: hostile files are not tested with a real virus scanner. Install ClamAV ("brew install clamav", for example), or set CLAMD_PATH to its clamd.',
    );
  }
}

/**
 * Debian's clamav-daemon package would start services on the machine, one of which fetches signatures. The program
 * is taken out of it; only the libraries that it needs are installed.
 */
async function unpack() {
  if (findProgram(["apt-get"]) === undefined || findProgram(["dpkg-deb"]) === undefined) return;
  mkdirSync(inProject(".runtime"), { recursive: true });
  const folder = mkdtempSync(inProject(".runtime", "clamav-"));
  try {
    const quiet = { quiet: true, cwd: folder };
    const fetch = () => runChild("apt-get", ["-qq", "download", "clamav-daemon"], quiet);
    let { status } = await fetch();
    if (status !== 0) {
      // A machine that has no lists of packages yet gets them with the first thing that it installs.
      if (!(await installDebianPackages(["libcurl4"], "what a virus scanner needs"))) return;
      ({ status } = await fetch());
    }
    const archive = readdirSync(folder).find((name) => name.endsWith(".deb"));
    if (status !== 0 || archive === undefined) return;
    const { output } = await runChild("dpkg-deb", ["-f", archive, "Depends"], quiet);
    const libraries = output.match(/\blib[a-z0-9.+-]+/g) ?? [];
    if (!(await installDebianPackages(libraries, "a virus scanner for the tests (clamd)"))) return;
    await runChild("dpkg-deb", ["-x", archive, UNPACKED], quiet);
    return findProgram(USUAL);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
