import { describe, expect, test } from "vitest";
import { pauseAfter } from "./pause.ts";

const run = {
  spacingMs: 250,
  helpingMs: 5_000,
  gatheredMs: 0,
  tookMs: 2,
  waits: 0,
  awaited: false,
  perSecond: 3,
  behind: false,
};

describe("Between two runs of a reaction", () => {
  test("lies what it asks for while little happens, whoever looks", () => {
    expect(pauseAfter(run)).toBe(250);
    expect(pauseAfter({ ...run, awaited: true })).toBe(250);
  });

  test("lies longer the longer a run takes, and two seconds at most", () => {
    expect(pauseAfter({ ...run, tookMs: 50, awaited: true })).toBe(450);
    expect(pauseAfter({ ...run, tookMs: 5_000, awaited: true })).toBe(2_000);
  });

  test("lies five times as long where nobody looks, and two seconds at most", () => {
    expect(pauseAfter({ ...run, tookMs: 20 })).toBe(980);
    expect(pauseAfter({ ...run, tookMs: 50 })).toBe(2_000);
  });

  test("lies a whole helping when many write and nobody looks", () => {
    expect(pauseAfter({ ...run, perSecond: 1_000 })).toBe(5_000);
    expect(pauseAfter({ ...run, perSecond: 1_000, awaited: true })).toBe(250);
  });

  test("lies the rest of a helping where one run would not look at all of it", () => {
    expect(pauseAfter({ ...run, perSecond: 1_000, behind: true, gatheredMs: 1_000 })).toBe(4_000);
  });

  test("lies a rest alone while a whole helping waits and one run does not look at all of it, and more if none of it may be read yet", () => {
    const late = { ...run, perSecond: 1_000, behind: true, gatheredMs: 5_000 };
    expect(pauseAfter(late)).toBe(18);
    expect(pauseAfter({ ...late, waits: 1 })).toBe(500);
  });

  test("lies longer the longer a transaction must be waited for", () => {
    expect(pauseAfter({ ...run, waits: 2 })).toBe(1_000);
    expect(pauseAfter({ ...run, waits: 20 })).toBe(2_000);
  });
});
