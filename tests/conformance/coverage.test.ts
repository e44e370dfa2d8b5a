import { expect, test } from "vitest";
import { readRules, readTestedRules } from "./coverage.ts";

test("every rule of the protocol and of the documented APIs has a test that quotes it", () => {
  const tested = readTestedRules();
  const rules = readRules();
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
});

test("no test quotes a rule that is not there", () => {
  const rules = new Set(readRules());
  expect([...readTestedRules()].filter((rule) => !rules.has(rule))).toEqual([]);
});
