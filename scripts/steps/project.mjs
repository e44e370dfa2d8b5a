import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A path in the project. */
export const inProject = (...parts) => join(root, ...parts);

/** One line of progress. */
export function say(text) {
  process.stdout.write(`${text}\n`);
}
