import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hashSources } from "./hash-sources.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { inProject, say } from "./project.mjs";
import { runNode } from "./run-child.mjs";
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

async function ensureBuild(part) {
  if (isBuilt(part)) return;
  const { name, folder } = part;
  const waiting = `Another command builds the ${name}; waiting for it…`;
  await oneAtATime(`build-${folder}`, waiting, () => build(part));
}

function isBuilt({ folder, sources }) {
  const stamp = stampOf(folder);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources(sources);
}

/** What the sources were when the build began; it is written when the build is whole. */
const stampOf = (folder) => inProject(folder, "dist", ".stamp");

async function build(part) {
  // While we waited.
  if (isBuilt(part)) return;
  const { name, folder, command, sources } = part;
  say(`Building the ${name}…`);
  const hash = hashSources(sources);
  makeRoom(part);
  const { status, output } = await runNode(command, {
    cwd: inProject(folder),
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Stop(`The ${name} could not be built:\n${lastLines(output, 40)}`);
  writeFileSync(stampOf(folder), hash);
}

/** One that is interrupted is no build. */
function makeRoom({ name, folder }) {
  const built = inProject(folder, "dist");
  try {
    mkdirSync(built, { recursive: true });
    // Asked before anything is removed: what `rmSync` throws on a read-only disk has no code.
    accessSync(built, constants.W_OK);
    rmSync(stampOf(folder), { force: true });
  } catch (error) {
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
    throw new Stop(
      `The ${name} must be built and ${built} cannot be written: start once as a user who may write there.`,
    );
  }
}
