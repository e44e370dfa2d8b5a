import { ensureServerBuild } from "../steps/ensure-builds.mjs";
import { importMain } from "../steps/import-main.mjs";

/** Measures the server side by side with its peers. */
export async function run(args) {
  await ensureServerBuild();
  await importMain("bench/src/main.ts", args);
}
