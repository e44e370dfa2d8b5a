import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * The path of the first of these programs that exists. A name is looked for on PATH, an absolute path is taken as it
 * is. Undefined when there is none.
 */
export function findProgram(candidates) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return candidates
    .flatMap((candidate) =>
      isAbsolute(candidate) ? [candidate] : folders.map((folder) => join(folder, candidate)),
    )
    .find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
