import { importMain } from "../steps/import-main.mjs";

/** Runs the black-box suite of the native protocol against a base URL. */
export async function run(args) {
  await importMain("tests/conformance/main.ts", args);
}
