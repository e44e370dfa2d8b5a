// Lists the numbered rules that no test quotes, and quotations of rules that are not there: `npm run check` runs it.
import { readRules, readTestedRules } from "./coverage.ts";

const rules = readRules();
const tested = readTestedRules();
const faults = [
  ...rules.filter((rule) => !tested.has(rule)).map((rule) => `${rule} has no test.`),
  ...[...tested]
    .filter((rule) => !rules.includes(rule))
    .map((rule) => `${rule} is quoted by a test and is no rule.`),
];
process.stdout.write(`${[...faults, `${rules.length} rules looked at`].join("\n")}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
