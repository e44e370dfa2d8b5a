import { importMain } from "../steps/import-main.mjs";

/** Runs the seeded simulation. */
export async function run(args) {
  await importMain("tests/simulation/main.ts", args);
}
