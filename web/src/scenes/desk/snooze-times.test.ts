import { describe, expect, it } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";

const at = (now: Date) =>
  Object.fromEntries(snoozeTimes(now).map((time) => [time.id, time.at.toString()]));

describe("When a case may come back", () => {
  it("is in an hour, this evening, tomorrow morning or on Monday", () => {
    // A Thursday.
    expect(at(new Date(2026, 10, 26, 10, 30))).toEqual({
      hour: new Date(2026, 10, 26, 11, 30).toString(),
      evening: new Date(2026, 10, 26, 18).toString(),
      tomorrow: new Date(2026, 10, 27, 9).toString(),
      monday: new Date(2026, 10, 30, 9).toString(),
    });
  });

  it("is no more this evening once it is evening", () => {
    expect(at(new Date(2026, 10, 26, 19)).evening).toBeUndefined();
  });

  it("is on the Monday after, when it is Monday", () => {
    expect(at(new Date(2026, 10, 30, 8)).monday).toBe(new Date(2026, 11, 7, 9).toString());
  });
});
