import { pathToFileURL } from "node:url";
import { existsSync } from "node:fs";
import { inProject } from "./project.mjs";
import { Stop } from "./stop.mjs";

/** Runs a program of the project in this process, as if it had been started with `args`. */
export async function importMain(path, args) {
  const file = inProject(path);
  if (!existsSync(file)) throw new Stop(`${path} does not exist.`);
  process.argv = [process.execPath, file, ...args];
  hushTypeStripping();
  await import(pathToFileURL(file).href);
}

/** Node 22 and the first 24 call running TypeScript experimental at every start. We know, and it is tested. */
function hushTypeStripping() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!/type stripping/i.test(String(warning))) emitWarning.call(process, warning, ...rest);
  };
}
