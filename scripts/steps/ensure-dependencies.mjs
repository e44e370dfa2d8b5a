import { existsSync, readFileSync } from "node:fs";
import { lastLines, runNpm } from "./npm.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { root, say } from "./project.mjs";
import { Stop } from "./stop.mjs";

/** Installs the packages when what is in node_modules is not what package-lock.json asks for. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  await oneAtATime("packages", "Another command installs the packages; waiting for it…", install);
}

async function install() {
  // While we waited.
  if (isInstalled()) return;
  say("Installing packages…");
  // Development packages too, whatever NODE_ENV says: the web app is built on the spot.
  const { status, output, offline } = await runNpm(["ci", "--include=dev"], { cwd: root });
  if (status === 0) return;
  if (offline) {
    throw new Stop(
      "The packages could not be downloaded: the npm registry does not answer. Check the connection (or the proxy) and run the command again.",
    );
  }
  throw new Stop(`The packages could not be installed. npm says:\n${lastLines(output)}`);
}

/**
 * npm ends every install by writing down what it installed. Contents are compared, not times: a fresh clone has new
 * times. Packages for other systems are rightly missing; packages of another system mean a copied folder.
 */
export function isInstalled(folder = root) {
  const record = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const wanted = packagesOf(`${folder}/package-lock.json`);
  const found = packagesOf(record);
  return (
    Object.entries(wanted).every(([path, entry]) => isSatisfied(path, entry, found[path])) &&
    Object.values(found).every((entry) => entry.optional !== true || isForThisMachine(entry))
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

function isSatisfied(path, wanted, found) {
  // Not a package of the registry: the project itself and its workspaces.
  if (!path.includes("node_modules/")) return true;
  if (found === undefined) return wanted.optional === true || wanted.peer === true;
  return (
    wanted.link === true ||
    (found.version === wanted.version && found.integrity === wanted.integrity)
  );
}

function isForThisMachine({ os, cpu }) {
  return accepts(os, process.platform) && accepts(cpu, process.arch);
}

/** npm's own notation: a list of names, or of names to refuse. */
function accepts(list, name) {
  if (list === undefined || list.length === 0) return true;
  if (list.includes(`!${name}`)) return false;
  return list.includes(name) || list.every((entry) => entry.startsWith("!"));
}
