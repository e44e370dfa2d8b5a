import { importMain } from "../steps/import-main.mjs";

/** Runs the black-box suites of our protocol and of the documented APIs against a base URL. */
export async function run(args) {
  await importMain("tests/conformance/main.ts", args);
}
