import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("./ci-summary.mjs", import.meta.url));
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relais-summary-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function summary(tests, checks, testStatus = "0") {
  const files = ["tests", "checks"].map((name) => join(folder, name));
  if (tests !== undefined) writeFileSync(files[0], JSON.stringify(tests));
  if (checks !== undefined) writeFileSync(files[1], JSON.stringify(checks));
  const { stdout, status } = spawnSync(process.execPath, [PROGRAM, ...files, testStatus], {
    encoding: "utf8",
  });
  return [stdout, status];
}

const tests = { numPassedTests: 10, numFailedTests: 0, testResults: [] };
const checks = { passed: 9, failed: 0 };

it("adds the tests and the checks", () => {
  expect(summary(tests, checks)).toEqual(["19 passed, 0 failed\n", 0]);
});

it("counts a file that could not be loaded", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(summary({ ...tests, testResults }, checks, "1")).toEqual(["19 passed, 1 failed\n", 1]);
});

it("counts an error that no test reports", () => {
  expect(summary(tests, checks, "1")).toEqual(["19 passed, 1 failed\n", 1]);
});

it("counts checks that fell over", () => {
  expect(summary(tests, undefined)).toEqual(["10 passed, 1 failed\n", 1]);
});

it("says that nothing passed when the tests did not run", () => {
  expect(summary(undefined, checks, "1")).toEqual(["0 passed, 1 failed\n", 1]);
});
