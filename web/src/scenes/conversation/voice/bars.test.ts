import { describe, expect, it } from "vitest";
import { barsOf } from "./bars.ts";

describe("N13.1: the bars of a voice note", () => {
  it("are 64 heights from 0 to 31, however long it was", () => {
    for (const count of [0, 1, 3, 64, 100, 18_000]) {
      const bars = barsOf(Array.from({ length: count }, (_, at) => (at % 7) / 70));
      expect(bars).toHaveLength(64);
      expect(bars.every((bar) => Number.isInteger(bar) && bar >= 0 && bar <= 31)).toBe(true);
    }
  });

  it("are as high as the loudest for whoever speaks softly, and flat for silence", () => {
    expect(Math.max(...barsOf([0.001, 0.002, 0.001]))).toBe(31);
    expect(barsOf(Array.from({ length: 200 }, () => 0))).toEqual(
      Array.from({ length: 64 }, () => 0),
    );
  });

  it("show a short sound where it was", () => {
    const bars = barsOf(Array.from({ length: 640 }, (_, at) => (at === 325 ? 1 : 0)));
    expect(bars.indexOf(31)).toBe(32);
    expect(bars.filter((bar) => bar > 0)).toHaveLength(1);
  });
});
