// Makes every generated file again, aside, and names those that are not as committed: `node scripts/check-generated.mjs`.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { generate, generators } from "./generate/generators.mjs";
import { inProject } from "./steps/project.mjs";

async function main() {
  const aside = mkdtempSync(join(tmpdir(), "relais-generated-"));
  const stale = [];
  try {
    for (const [index, generator] of generators.entries()) {
      const folder = join(aside, String(index));
      mkdirSync(folder);
      const target = join(folder, basename(generator.output));
      const fault = await generate(generator, target).catch((error) => error.message);
      if (fault !== undefined) stale.push(fault);
      else if (read(target) !== read(inProject(generator.output))) stale.push(generator.output);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  if (stale.length === 0) return;
  process.stderr.write(
    `Not as generated:\n  ${stale.join("\n  ")}\nRun "npm run generate" and commit the result.\n`,
  );
  process.exitCode = 1;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
