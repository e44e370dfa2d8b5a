import { join } from "node:path";
import { compile } from "@inlang/paraglide-js";
import { catalogueFaults, compiledFaults } from "./catalogue.ts";
import { paraglide } from "./paraglide.ts";

/** `npm run catalogue`: compiles the sentences, so that types are there without a build. */
const faults = catalogueFaults();
if (faults.length === 0) {
  await compile(paraglide);
  faults.push(...compiledFaults(join(import.meta.dirname, "../src/paraglide")));
}
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 1;
}
