import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inProject } from "../steps/project.mjs";
import { runChild } from "../steps/run-child.mjs";
import { Stop } from "../steps/stop.mjs";
import { lastLines } from "../steps/npm.mjs";

const BIOME = inProject("node_modules", "@biomejs", "biome", "bin", "biome");

/**
 * Every file that is made from others and committed. `program` is run with `args` and the path to write.
 * Add a line for a new one: `npm run generate` writes it and `npm run check` fails when it is stale.
 */
const GENERATORS = [
  {
    output: "packages/core/src/database/generated/schema.ts",
    program: "packages/core/src/database/generate-types.ts",
    args: [],
  },
  { output: "docs/openapi.json", program: "server/src/openapi/write.ts", args: [] },
  {
    output: "packages/client/client.api.md",
    program: "scripts/generate/api-report.mjs",
    args: ["packages/client"],
  },
  {
    output: "packages/react/react.api.md",
    program: "scripts/generate/api-report.mjs",
    args: ["packages/react"],
  },
];

export const generators = GENERATORS.filter(({ program }) => existsSync(inProject(program)));

/** Writes what `generator` makes to `target`, in the form that the format check wants. */
export async function generate({ output, program, args }, target) {
  const made = await runChild(process.execPath, [inProject(program), ...args, target], {
    quiet: true,
    cwd: inProject(),
  });
  if (made.status !== 0) throw new Stop(`${output} could not be made:\n${lastLines(made.output)}`);
  if (!output.endsWith(".json")) return;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIOME, "format", `--stdin-file-path=${output}`],
    { cwd: inProject(), input: readFileSync(target), maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0)
    throw new Stop(`${output} could not be formatted:\n${lastLines(String(stderr))}`);
  writeFileSync(target, stdout);
}
