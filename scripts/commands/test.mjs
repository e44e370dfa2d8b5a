import { ensureBrowser } from "../steps/ensure-browser.mjs";
import { ensureClamd } from "../steps/ensure-clamd.mjs";
import { ensureRedis } from "../steps/ensure-redis.mjs";
import { ensureServerBuild, ensureWebBuild } from "../steps/ensure-builds.mjs";
import { inProject } from "../steps/project.mjs";
import { oneAtATime } from "../steps/one-at-a-time.mjs";
import { importMain } from "../steps/import-main.mjs";

/** Installs what the tests need and runs them; arguments are vitest's. */
export async function run(args) {
  await prepareTests();
  process.chdir(inProject());
  await importMain("node_modules/vitest/vitest.mjs", ["run", ...args]);
}

/** Everything that tests need beside the packages. */
export async function prepareTests() {
  await oneAtATime(
    "tools",
    "Another command installs what tests need; waiting for it…",
    async () => {
      await ensureBrowser();
      await ensureRedis();
      await ensureClamd();
    },
  );
  await Promise.all([ensureWebBuild(), ensureServerBuild()]);
  // Where tests find the server that they start as a program.
  process.env.RELAIS_RUN_SERVER = inProject("server", "dist", "main.js");
}
