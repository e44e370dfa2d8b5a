import { expect, it } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";

const at = (day: number, hour: number) => new Date(2026, 2, day, hour);
const offered = (now: Date) => snoozeTimes(now).map(({ id }) => id);

it("offers when people want to see something again, and nothing twice", () => {
  // A Saturday, a Sunday, a Monday.
  expect(offered(at(7, 10))).toEqual(["hour", "evening", "tomorrow", "monday"]);
  expect(offered(at(8, 10))).toEqual(["hour", "evening", "tomorrow"]);
  expect(offered(at(9, 20))).toEqual(["hour", "tomorrow", "monday"]);
  for (let day = 1; day <= 7; day += 1) {
    const times = snoozeTimes(at(day, 10)).map((one) => one.at.getTime());
    expect(new Set(times).size).toBe(times.length);
  }
  expect(snoozeTimes(at(9, 10)).at(-1)?.at).toEqual(at(16, 9));
});
