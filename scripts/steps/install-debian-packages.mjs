import { spawnSync } from "node:child_process";
import { findProgram } from "./find-program.mjs";
import { say } from "./project.mjs";
import { runChild } from "./run-child.mjs";
import { lastLines } from "./npm.mjs";

/**
 * Installs packages on Debian and its kin, as root or with a sudo that asks nothing. Resolves with true when they
 * are there, with false where that is not possible.
 */
export async function installDebianPackages(packages, purpose) {
  const aptGet = findProgram(["apt-get"]);
  const prefix = aptGet === undefined ? undefined : asRoot();
  if (prefix === undefined) return false;
  say(`Installing ${purpose}…`);
  const apt = (...args) => {
    const [command, ...rest] = [
      ...prefix,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      aptGet,
      "-qq",
      // A machine just started updates itself meanwhile.
      "-o",
      "DPkg::Lock::Timeout=120",
      ...args,
    ];
    return runChild(command, rest, { quiet: true });
  };
  await apt("update");
  const { status, output } = await apt(
    "install",
    "-y",
    "--no-upgrade",
    "--no-install-recommends",
    ...packages,
  );
  if (status !== 0) say(lastLines(output, 5));
  return status === 0;
}

function asRoot() {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(["sudo"]);
  if (sudo === undefined || spawnSync(sudo, ["-n", "true"]).status !== 0) return undefined;
  return [sudo, "-n"];
}
