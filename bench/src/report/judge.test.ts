import { expect, test } from "vitest";
import type { Bound } from "./bounds.ts";
import { judge } from "./judge.ts";
import { median, Samples, spread } from "./samples.ts";

const cost: Bound = {
  title: "cost",
  figure: "CPU",
  against: { subject: "ws-insert" },
  limit: 1,
  better: "less",
};

function samplesOf(values: Record<string, number[]>): Samples {
  const samples = new Samples();
  for (const [subject, list] of Object.entries(values)) {
    for (const value of list) samples.add("CPU", subject, value);
  }
  return samples;
}

test("The verdict is about the median of the ratios of the repeats.", () => {
  const samples = samplesOf({ relais: [8, 20, 9], "ws-insert": [10, 10, 10] });
  expect(judge(cost, samples)).toMatchObject({ measured: "0.90 ×", verdict: "pass" });
});

test("A bound that is missed is a tie only where ties are allowed and the repeats overlap.", () => {
  const close = samplesOf({ relais: [11, 12, 10], "ws-insert": [10, 11, 9] });
  expect(judge(cost, close).verdict).toBe("miss");
  expect(judge({ ...cost, tieAllowed: true }, close).verdict).toBe("tie");
  const apart = samplesOf({ relais: [21, 22, 20], "ws-insert": [10, 11, 9] });
  expect(judge({ ...cost, tieAllowed: true }, apart).verdict).toBe("miss");
});

test("An absolute bound needs no peer, and a missing figure is not measured.", () => {
  const absolute: Bound = { title: "rate", figure: "CPU", limit: 16, better: "less" };
  expect(judge(absolute, samplesOf({ relais: [12] })).verdict).toBe("pass");
  expect(judge(cost, samplesOf({ "ws-insert": [10] })).verdict).toBe("not measured");
});

test("Median and spread of repeats.", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(spread([90, 100, 120])).toBeCloseTo(0.3);
});
