import { describe, expect, test } from "vitest";
import { Backlog } from "./backlog.ts";

describe("What a run of a reaction is given", () => {
  test("is told as a rate since the run before", () => {
    const backlog = new Backlog(0);
    backlog.came(3_000);
    expect(backlog.take(5_000, 2_000)).toEqual({ perSecond: 1_500, behind: false });
  });

  test("is told as a rate of a second at least", () => {
    const backlog = new Backlog(0);
    backlog.came(10);
    expect(backlog.take(5_000, 5)).toEqual({ perSecond: 10, behind: false });
  });

  test("leaves a backlog where more waits than it looks at", () => {
    const backlog = new Backlog(0);
    backlog.came(900);
    expect(backlog.take(500, 1_000).behind).toBe(true);
    expect(backlog.take(500, 2_000)).toEqual({ perSecond: 400, behind: false });
  });

  test("leaves no backlog for what comes while it is under way", () => {
    const backlog = new Backlog(0);
    backlog.came(900);
    const helping = backlog.take(5_000, 1_000);
    backlog.came(20);
    expect(helping.behind).toBe(false);
    expect(backlog.take(5_000, 2_000)).toEqual({ perSecond: 20, behind: false });
  });
});
