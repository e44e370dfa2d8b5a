import { ensureWebBuild } from "../steps/ensure-web-build.mjs";
import { importMain } from "../steps/import-main.mjs";

/** Builds what must be built, and serves. */
export async function run(args) {
  await ensureWebBuild();
  await importMain("server/src/main.ts", args);
}
