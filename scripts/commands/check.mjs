import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPackages } from "../packages/build-packages.mjs";
import { ensureWebBuild } from "../steps/ensure-builds.mjs";
import { inProject, say } from "../steps/project.mjs";
import { runChild } from "../steps/run-child.mjs";

/** A check that runs a program of node_modules or of the project. */
const program = (name, path, ...args) => ({
  name,
  run: () =>
    runChild(process.execPath, [inProject(...path.split("/")), ...args], {
      quiet: true,
      cwd: inProject(),
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    }),
});

const TSC = "node_modules/typescript/bin/tsc";

const CHECKS = [
  // First, because the web's texts are compiled on the way and the types want them.
  { name: "web build", run: buildWeb },
  program("types", TSC, "--noEmit", "-p", "tsconfig.json"),
  ...(existsSync(inProject("web", "tsconfig.json"))
    ? [
        program("types of the web app", TSC, "--noEmit", "-p", "web/tsconfig.json"),
        program("what browsers have", TSC, "--noEmit", "-p", "web/tsconfig.browsers.json"),
      ]
    : []),
  program("lint", "node_modules/oxlint/bin/oxlint", "--quiet"),
  program("format", "node_modules/@biomejs/biome/bin/biome", "format"),
  program("imports", "scripts/check-imports.mjs"),
  program("rules without a test", "tests/conformance/list-untested.ts"),
  program("lock", "scripts/complete-lock.mjs", "--check"),
  program(
    "unused code and packages",
    "node_modules/knip/bin/knip.js",
    "--no-config-hints",
    "--no-progress",
  ),
  { name: "packages", run: buildPackagesAside },
  program("generated files", "scripts/check-generated.mjs"),
];

/** Runs every check, all of them even when one fails. `--report file` writes `{ passed, failed }` there as well. */
export async function run(args) {
  const failed = [];
  for (const { name, run: runCheck } of CHECKS) {
    const { status, output } = await runCheck();
    say(`${status === 0 ? "passed" : "FAILED"}  ${name}`);
    if (status === 0) continue;
    failed.push(name);
    say(output.trim().replace(/^/gm, "        "));
  }
  const counts = { passed: CHECKS.length - failed.length, failed: failed.length };
  say(`${counts.passed} checks passed, ${counts.failed} failed`);
  const report = args[args.indexOf("--report") + 1];
  if (args.includes("--report")) writeFileSync(report, JSON.stringify(counts));
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function buildWeb() {
  try {
    await ensureWebBuild();
    return { status: 0, output: "" };
  } catch (error) {
    return { status: 1, output: error.message };
  }
}

/** That what people install can be made; `npm run packages` keeps it. */
async function buildPackagesAside() {
  const aside = mkdtempSync(join(tmpdir(), "relais-packages-"));
  try {
    await buildPackages(aside);
    return { status: 0, output: "" };
  } catch (error) {
    return { status: 1, output: error.message };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
