import { ensureServerBuild, ensureWebBuild } from "../steps/ensure-builds.mjs";
import { importMain } from "../steps/import-main.mjs";

/** Builds what must be built, and serves. */
export async function run(args) {
  await Promise.all([ensureWebBuild(), ensureServerBuild()]);
  await importMain("server/dist/main.js", args);
}
