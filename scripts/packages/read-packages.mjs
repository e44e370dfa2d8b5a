import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { inProject } from "../steps/project.mjs";
import { Stop } from "../steps/stop.mjs";

/**
 * The packages that people install, as `{ folder, name, manifest, version }`: those of `packages` that are not private. There is
 * one version, that of the project; a package that says another one is a mistake.
 */
export function readPackages() {
  const { version } = readManifest("package.json");
  const packages = readdirSync(inProject("packages"))
    .map((name) => ({ name, folder: `packages/${name}`, version }))
    .map((one) => ({ ...one, manifest: readManifest(`${one.folder}/package.json`) }))
    .filter(({ manifest }) => manifest.private !== true);
  const other = packages.find(({ manifest }) => manifest.version !== version);
  if (other !== undefined) {
    throw new Stop(
      `${other.folder}/package.json says version ${other.manifest.version} and package.json ${version}. Give them one.`,
    );
  }
  return packages;
}

/** The sources of what a package exports. */
export const sourcesOf = (one) => Object.values(pathsOf(one)).flat();

/** The same by the names that they are imported by, as tsc's `paths` has them. */
export function pathsOf({ folder, manifest }) {
  return Object.fromEntries(
    Object.entries(publicEntries(manifest))
      .filter(([, file]) => !file.endsWith(".css"))
      .map(([entry, file]) => [
        posix.join(manifest.name, entry),
        [`./${posix.join(folder, file)}`],
      ]),
  );
}

/** Without the fixtures of our own tests. */
export function publicEntries({ exports }) {
  return Object.fromEntries(
    Object.entries(exports).filter(([, file]) => !file.includes(".fixture.")),
  );
}

export const readManifest = (path) => JSON.parse(readFileSync(inProject(path), "utf8"));
