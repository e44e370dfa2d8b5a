import { expect, test } from "vitest";
import { bounds } from "./bounds.ts";

const titles = (pairs: number): string[] =>
  bounds({ crowd: 5000, pairs, fewPairs: 150 }).map(({ title }) => title);

test("The highest rate is held against its bounds for many people and for few.", () => {
  const rates = titles(1000).filter((title) => title.startsWith("highest rate"));
  expect(rates.map((title) => /[\d,]+ people/.exec(title)?.[0])).toEqual([
    "2,000 people",
    "2,000 people",
    "300 people",
    "300 people",
  ]);
});

test("Where the many are as few, each bound is told once.", () => {
  const told = titles(150);
  expect(new Set(told).size).toBe(told.length);
});
