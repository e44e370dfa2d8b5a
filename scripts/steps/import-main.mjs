import { pathToFileURL } from "node:url";
import { existsSync } from "node:fs";
import { hushWarning } from "./hush-warning.mjs";
import { inProject } from "./project.mjs";
import { Stop } from "./stop.mjs";

/** Runs a program of the project in this process, as if it had been started with `args`. */
export async function importMain(path, args) {
  const file = inProject(path);
  if (!existsSync(file)) throw new Stop(`${path} does not exist.`);
  process.argv = [process.execPath, file, ...args];
  // Node 22 and the first 24 call running TypeScript experimental at every start.
  hushWarning(/type stripping/i);
  await import(pathToFileURL(file).href);
}
