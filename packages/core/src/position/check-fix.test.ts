import { describe, expect, it } from "vitest";
import { checkFix, type Known, type Measure, type Taken } from "./check-fix.ts";

const now = Date.parse("2026-03-02T08:00:00Z");
const bamako = { latitude: 12.6392, longitude: -8.0029 };
const nothing: Known = { last: null, suspect: null };
const measure = (more: Partial<Measure> = {}): Measure => ({
  ...bamako,
  accuracy_m: 10,
  device_at: 1_000_000,
  age_ms: 0,
  ...more,
});
/** About 111 m to the north for every thousandth of a degree. */
const north = (metres: number) => ({ latitude: bamako.latitude + metres / 111_195 });

function taken(known: Known, more: Partial<Measure> = {}): Taken {
  const checked = checkFix(measure(more), known, now);
  if (!checked.ok) throw new Error(`refused: ${checked.fault}`);
  return checked.taken;
}

const faults: [what: string, more: Partial<Measure>, fault: string][] = [
  ["(0,0)", { latitude: 0, longitude: 0 }, "null_island"],
  ["nearly (0,0)", { latitude: 0.0001, longitude: -0.0002 }, "null_island"],
  ["beyond the pole", { latitude: 90.1 }, "out_of_range"],
  ["beyond the date line", { longitude: -180.5 }, "out_of_range"],
  ["what is not a number", { latitude: Number.NaN }, "out_of_range"],
  ["an accuracy of kilometres", { accuracy_m: 2_001 }, "inaccurate"],
  ["an accuracy of nothing", { accuracy_m: 0 }, "inaccurate"],
  ["a negative accuracy", { accuracy_m: -5 }, "inaccurate"],
  ["an infinite accuracy", { accuracy_m: Infinity }, "inaccurate"],
  ["an old measure", { age_ms: 120_001 }, "stale"],
];

describe("a position that cannot be", () => {
  it.each(faults)("is refused: %s", (_what, more, fault) => {
    expect(checkFix(measure(more), nothing, now)).toMatchObject({ ok: false, fault });
  });

  it("is the same measure again, or one of before", () => {
    const last = taken(nothing);
    const known = { last, suspect: null };
    expect(checkFix(measure(), known, now)).toMatchObject({ fault: "duplicate" });
    expect(checkFix(measure({ device_at: 999_999 }), known, now)).toMatchObject({
      fault: "backwards",
    });
  });

  it("is one that nobody reaches in the time", () => {
    const known = { last: taken(nothing), suspect: null };
    const far = { ...north(5_000), device_at: 1_004_000 };
    expect(checkFix(measure(far), known, now)).toMatchObject({ ok: false, fault: "jump" });
  });
});

describe("a position that can be", () => {
  it("carries the server's time less its age, whatever the device's clock says", () => {
    expect(taken(nothing, { age_ms: 3_000, device_at: 5 }).at).toBe("2026-03-02T07:59:57.000Z");
  });

  it("may be at a motorway's pace, and within what both measures are inexact by", () => {
    const known = { last: taken(nothing), suspect: null };
    expect(taken(known, { ...north(110), device_at: 1_002_000 })).toBeDefined();
    expect(taken(known, { ...north(900), device_at: 1_002_000, accuracy_m: 900 })).toBeDefined();
  });

  it("is where three measures in a row agree to be: then the one before was wrong", () => {
    let known: Known = { last: taken(nothing), suspect: null };
    for (const [index, metres] of [9_000, 9_020].entries()) {
      const checked = checkFix(
        measure({ ...north(metres), device_at: 1_002_000 + index * 2_000 }),
        known,
        now,
      );
      expect(checked).toMatchObject({ ok: false, fault: "jump" });
      if (!checked.ok) known = { ...known, suspect: checked.suspect };
    }
    expect(taken(known, { ...north(9_040), device_at: 1_006_000 }).latitude).toBeGreaterThan(12.7);
  });

  it("three that disagree with one another stay refused", () => {
    let known: Known = { last: taken(nothing), suspect: null };
    for (const [index, metres] of [9_000, -9_000, 20_000, -30_000].entries()) {
      const checked = checkFix(
        measure({ ...north(metres), device_at: 1_002_000 + index * 2_000 }),
        known,
        now,
      );
      expect(checked).toMatchObject({ ok: false, fault: "jump" });
      if (!checked.ok) known = { ...known, suspect: checked.suspect };
    }
  });
});
