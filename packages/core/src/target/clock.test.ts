import { describe, expect, test } from "vitest";
import type { Hours } from "../opening-hours/open-time.ts";
import {
  beginClock,
  type Clock,
  dropClock,
  fulfilClock,
  leadingClock,
  missClock,
  pauseClock,
  resumeClock,
  retargetClock,
} from "./clock.ts";

const hours: Hours = {
  time_zone: "Africa/Bamako",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:00", closes: "18:00" })),
  closed_days: [],
};
/** A Monday; the Friday before is the 29th of May. */
const at = (clock: string, day = "2026-06-01") => new Date(`${day}T${clock}:00Z`);
const begun = (minutes = 120, clock = "09:00", target: Clock["target"] = "answer"): Clock => {
  const made = beginClock(hours, target, minutes, at(clock));
  if (made === null) throw new Error("somebody is there");
  return made;
};

describe("A clock of a case", () => {
  test("N24.9: is due when so much of the opening hours has passed, and warns in its last quarter", () => {
    expect(begun()).toMatchObject({ due_at: at("11:00"), warn_at: at("10:30") });
    expect(begun(120, "17:00")).toMatchObject({
      due_at: at("09:00", "2026-06-02"),
      warn_at: at("08:30", "2026-06-02"),
    });
  });

  test("is none where nobody is ever there", () => {
    const days = Array.from({ length: 1_000 }, (_, day) => ({
      day: new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10),
      title: "",
    }));
    expect(beginClock({ ...hours, closed_days: days }, "answer", 60, at("09:00"))).toBeNull();
  });

  test("N24.10: keeps what was left while it stands still, and goes on with it", () => {
    const paused = pauseClock(hours, begun(), at("10:00"));
    expect(paused).toMatchObject({ paused: true, due_at: null, left_ms: 3_600_000 });
    expect(pauseClock(hours, paused, at("12:00"))).toBe(paused);
    expect(resumeClock(hours, paused, at("17:30", "2026-06-03"))).toMatchObject({
      paused: false,
      left_ms: null,
      due_at: at("08:30", "2026-06-04"),
      warn_at: at("18:00", "2026-06-03"),
    });
  });

  test("N24.10: goes on by the hours of then; what was promised before stays", () => {
    const longer = { ...hours, weekly: null };
    const clock = begun(120, "17:00");
    expect(clock.due_at).toEqual(at("09:00", "2026-06-02"));
    const resumed = resumeClock(longer, pauseClock(hours, clock, at("17:30")), at("20:00"));
    expect(resumed.due_at).toEqual(at("21:30"));
  });

  test("takes a shorter target from now on, but is never due later than it was", () => {
    expect(retargetClock(hours, begun(480), 60, at("12:00")).due_at).toEqual(at("13:00"));
    expect(retargetClock(hours, begun(120), 60, at("10:30")).due_at).toEqual(at("11:00"));
  });

  test("gets what a longer target has more", () => {
    expect(retargetClock(hours, begun(60), 120, at("09:45")).due_at).toEqual(at("11:00"));
    const paused = pauseClock(hours, begun(60), at("09:45"));
    expect(retargetClock(hours, paused, 120, at("12:00"))).toMatchObject({ left_ms: 75 * 60_000 });
  });

  test("is of no more interest where the new priority has no target", () => {
    expect(retargetClock(hours, begun(), null, at("10:00"))).toMatchObject({
      done: true,
      met: null,
    });
  });

  test("is kept until the minute in which it is due, and missed afterwards", () => {
    expect(fulfilClock(begun(), at("11:00"))).toMatchObject({ met: true, done: true });
    expect(fulfilClock(begun(), at("11:01"))).toMatchObject({ met: false, done: true });
    const paused = pauseClock(hours, begun(), at("10:00"));
    expect(fulfilClock(paused, at("16:00"))).toMatchObject({ met: true, due_at: at("16:00") });
  });

  test("once judged stays so: done late it is still missed, and no target moves it", () => {
    const missed = missClock(begun(), at("11:05"));
    expect(missed).toMatchObject({ met: false, judged_at: at("11:05"), done: false });
    expect(fulfilClock(missed, at("12:00"))).toMatchObject({
      met: false,
      judged_at: at("11:05"),
      done: true,
    });
    expect(retargetClock(hours, missed, 600, at("11:10"))).toBe(missed);
    expect(missClock(fulfilClock(begun(), at("10:00")), at("12:00"))).toMatchObject({ met: true });
    expect(dropClock(missed)).toMatchObject({ met: false, done: true });
  });

  test("of several the one leads whose time comes first, and none that is done", () => {
    const [answer, resolution] = [begun(120), begun(60, "09:00", "resolution")];
    expect(leadingClock([answer, resolution])).toBe(resolution);
    expect(leadingClock([answer, fulfilClock(resolution, at("09:10"))])).toBe(answer);
    const paused = pauseClock(hours, resolution, at("09:10"));
    expect(leadingClock([paused, answer])).toBe(answer);
    expect(leadingClock([dropClock(answer)])).toBeUndefined();
  });
});
