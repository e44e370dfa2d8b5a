import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashSources } from "./hash-sources.mjs";
import { inProject, say } from "./project.mjs";
import { runChild } from "./run-child.mjs";
import { Stop } from "./stop.mjs";
import { lastLines } from "./npm.mjs";

const WEB = {
  name: "web app",
  folder: "web",
  command: [inProject("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn"],
  sources: [
    "web",
    "packages/protocol/src",
    "packages/client/src",
    "packages/react/src",
    "packages/widget/src",
    "package-lock.json",
  ],
};

const SERVER = {
  name: "server",
  folder: "server",
  command: [inProject("server", "scripts", "build.ts")],
  sources: [
    "server",
    "dialects",
    "packages/protocol",
    "packages/core",
    "packages/realtime",
    "packages/dialect",
    "package-lock.json",
  ],
};

/** Builds the web app when its sources changed since the last build. */
export async function ensureWebBuild() {
  if (existsSync(inProject("web", "index.html"))) await ensureBuild(WEB);
}

/** The same of the server that `npm start` runs. */
export function ensureServerBuild() {
  return ensureBuild(SERVER);
}

async function ensureBuild({ name, folder, command, sources }) {
  const stamp = join(inProject(folder), "dist", ".stamp");
  const hash = hashSources(sources);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say(`Building the ${name}…`);
  // One that is interrupted is no build.
  rmSync(stamp, { force: true });
  const { status, output } = await runChild(process.execPath, command, {
    quiet: true,
    cwd: inProject(folder),
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Stop(`The ${name} could not be built:\n${lastLines(output, 40)}`);
  writeFileSync(stamp, hash);
}
