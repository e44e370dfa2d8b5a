import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject, say } from "./project.mjs";
import { runChild } from "./run-child.mjs";
import { Stop } from "./stop.mjs";
import { lastLines } from "./npm.mjs";

const STAMP = inProject("web", "dist", ".stamp");

/** What the web app is made of. */
const SOURCES = [
  "web",
  "packages/protocol/src",
  "packages/client/src",
  "packages/react/src",
  "packages/widget/src",
  "package-lock.json",
];

/** Made from the sources, or noted by a tool while it builds; so are all names that start with a dot. */
const NOT_SOURCES = new Set([
  "dist",
  "node_modules",
  "paraglide",
  "coverage",
  "cache",
  "README.md",
]);

/** Builds the web app when its sources changed since the last build. */
export async function ensureWebBuild() {
  if (!existsSync(inProject("web", "index.html"))) return;
  const hash = hashSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return;
  say("Building the web app…");
  const vite = inProject("node_modules", "vite", "bin", "vite.js");
  const { status, output } = await runChild(
    process.execPath,
    [vite, "build", "--logLevel", "warn"],
    {
      quiet: true,
      cwd: inProject("web"),
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  if (status !== 0) throw new Stop(`The web app could not be built:\n${lastLines(output, 40)}`);
  writeFileSync(STAMP, hash);
}

function hashSources() {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0]);
  for (const source of SOURCES) addTo(hash, inProject(source), source);
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
