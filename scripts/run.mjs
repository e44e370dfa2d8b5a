// Runs one of the project's commands: `node scripts/run.mjs <command> [arguments]`, which is what `npm start` and the
// other npm scripts call. It has no dependencies and must parse on old versions of Node, because it is what brings
// a current Node and the packages to a fresh clone.

import { endWithParent } from "./steps/end-with-parent.mjs";
import { ensureDependencies } from "./steps/ensure-dependencies.mjs";
import { ensureNode } from "./steps/ensure-node.mjs";
import { Stop } from "./steps/stop.mjs";

const COMMANDS = [
  "start",
  "organization",
  "test",
  "check",
  "bench",
  "simulate",
  "conformance",
  "pictures",
  "packages",
  "generate",
];

async function main() {
  const [command, ...args] = process.argv.slice(2);
  if (!COMMANDS.includes(command)) {
    throw new Stop(`Usage: node scripts/run.mjs <${COMMANDS.join("|")}> [arguments]`, 2);
  }
  endWithParent();
  const ranElsewhere = await ensureNode(process.argv.slice(1));
  if (ranElsewhere) return;
  await ensureDependencies();
  const { run } = await import(`./commands/${command}.mjs`);
  await run(args);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Stop ? error.message : (error.stack ?? error)}\n`);
  process.exit(error instanceof Stop ? error.status : 1);
});
