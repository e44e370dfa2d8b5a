import { importMain } from "../steps/import-main.mjs";

/** What the operator does with organizations, beside the running server. */
export async function run(args) {
  await importMain("server/src/cli.ts", ["organization", ...args]);
}
