import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./project.mjs";

/** Made from the sources, or noted by a tool while it builds; so are all names that start with a dot. */
const NOT_SOURCES = new Set([
  "dist",
  "node_modules",
  "paraglide",
  "coverage",
  "cache",
  "README.md",
]);

/** One word for all that these files and folders of the project hold, and for the Node that builds them. */
export function hashSources(sources) {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0]);
  for (const source of sources) addTo(hash, inProject(source), source);
  return hash.digest("hex");
}

function addTo(hash, path, name) {
  const entries = readEntries(path);
  if (entries === undefined) {
    hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
    return;
  }
  for (const entry of entries) {
    if (NOT_SOURCES.has(entry) || entry.startsWith(".") || /\.test\.tsx?$/.test(entry)) continue;
    addTo(hash, join(path, entry), `${name}/${entry}`);
  }
}

/** The sorted names in a folder, or undefined for a file. */
function readEntries(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
