import { rmSync } from "node:fs";
import { relative } from "node:path";
import { buildPackages } from "../packages/build-packages.mjs";
import { packPackages } from "../packages/pack-packages.mjs";
import { inProject, root, say } from "../steps/project.mjs";

/** Builds the packages that people install, and packs each into `dist/packages/relais-<name>-<version>.tgz`. */
export async function run() {
  const target = inProject("dist", "packages");
  rmSync(target, { recursive: true, force: true });
  const folders = await buildPackages(target);
  const files = await packPackages(folders, target);
  for (const file of files) say(relative(root, file));
}
