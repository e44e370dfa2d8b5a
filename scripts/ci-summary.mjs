// The last line of a CI run: `node scripts/ci-summary.mjs <tests.json> <checks.json> <status of the tests>` prints
// "N passed, N failed" from vitest's JSON report and the report of `check`, and fails when anything did.

import { readFileSync } from "node:fs";

const [testsFile, checksFile, testStatus] = process.argv.slice(2);
const tests = readReport(testsFile);
const checks = readReport(checksFile) ?? { passed: 0, failed: 1 };
let passed = 0;
let failed = 1;
if (tests !== undefined) {
  // A file that could not be loaded has no tests to fail, and an error between tests fails only the run.
  const broken = tests.testResults.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const failures = tests.numFailedTests + broken;
  const untold = failures === 0 && testStatus !== "0" ? 1 : 0;
  passed = tests.numPassedTests + checks.passed;
  failed = failures + untold + checks.failed;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
