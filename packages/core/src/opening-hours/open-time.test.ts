import { describe, expect, test } from "vitest";
import { afterOpenTime, type Hours, openTimeBetween } from "./open-time.ts";

const hour = 3_600_000;
const at = (text: string) => new Date(text);
const week = (opens: string, closes: string, days = [1, 2, 3, 4, 5]) =>
  days.map((day) => ({ day, opens, closes }));
const bamako: Hours = {
  time_zone: "Africa/Bamako",
  weekly: week("08:00", "18:00"),
  closed_days: [{ day: "2026-05-27", title: "Tabaski" }],
};
const paris: Hours = {
  time_zone: "Europe/Paris",
  weekly: week("00:00", "00:00", [1, 2, 3, 4, 5, 6, 7]),
  closed_days: [],
};
const after = (hours: Hours, from: string, hours_: number) =>
  afterOpenTime(hours, at(from), hours_ * hour)?.toISOString();

describe("Time in which somebody is there", () => {
  test("N24.8: goes on within a day, and ends with it at the latest", () => {
    expect(after(bamako, "2026-05-25T09:00:00Z", 2)).toBe("2026-05-25T11:00:00.000Z");
    expect(after(bamako, "2026-05-25T09:00:00Z", 9)).toBe("2026-05-25T18:00:00.000Z");
  });

  test("stands still at night, on closed days of the week, and on those of the year", () => {
    // Monday evening; Wednesday is a feast.
    expect(after(bamako, "2026-05-25T17:00:00Z", 2)).toBe("2026-05-26T09:00:00.000Z");
    expect(after(bamako, "2026-05-26T17:00:00Z", 2)).toBe("2026-05-28T09:00:00.000Z");
    expect(after(bamako, "2026-05-29T17:30:00Z", 1)).toBe("2026-06-01T08:30:00.000Z");
  });

  test("begins when the place opens", () => {
    expect(after(bamako, "2026-05-24T11:00:00Z", 1)).toBe("2026-05-25T09:00:00.000Z");
  });

  test("passes over a break at noon", () => {
    const hours = { ...bamako, weekly: [...week("14:00", "18:00"), ...week("08:00", "12:30")] };
    expect(after(hours, "2026-05-25T12:00:00Z", 1)).toBe("2026-05-25T14:30:00.000Z");
  });

  test("is all time where nothing is said of hours", () => {
    const always = { ...bamako, weekly: null };
    expect(after(always, "2026-05-29T23:00:00Z", 48)).toBe("2026-05-31T23:00:00.000Z");
    expect(openTimeBetween(always, at("2026-05-29T23:00:00Z"), at("2026-05-30T01:00:00Z"))).toBe(
      2 * hour,
    );
  });

  test("never comes where every day is closed", () => {
    const days = Array.from({ length: 1_000 }, (_, day) => ({
      day: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
      title: "",
    }));
    expect(
      afterOpenTime({ ...bamako, closed_days: days }, at("2026-01-01T00:00:00Z"), 1),
    ).toBeNull();
  });

  test("has 23 hours on the day on which the clock leaps, and 25 on the one on which it goes back", () => {
    const day = (from: string, to: string) => openTimeBetween(paris, at(from), at(to)) / hour;
    expect(day("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")).toBe(23);
    expect(day("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")).toBe(25);
    expect(after(paris, "2026-03-28T23:00:00Z", 23)).toBe("2026-03-29T22:00:00.000Z");
  });

  test("follows the clock on the wall: eight o’clock is eight o’clock in summer and in winter", () => {
    const office = { ...paris, weekly: week("08:00", "18:00", [1, 2, 3, 4, 5, 6, 7]) };
    expect(after(office, "2026-03-28T18:00:00Z", 1)).toBe("2026-03-29T07:00:00.000Z");
    expect(after(office, "2026-10-24T17:00:00Z", 1)).toBe("2026-10-25T08:00:00.000Z");
    // 02:30 is leapt over: the place opens when the leap is done.
    const night = { ...paris, weekly: week("02:30", "04:00", [7]) };
    expect(after(night, "2026-03-28T12:00:00Z", 0.25)).toBe("2026-03-29T01:45:00.000Z");
  });

  test("counts back what it counted on", () => {
    const from = at("2026-05-22T16:12:34Z");
    for (const length of [0.1, 1, 7.5, 26, 100]) {
      const to = afterOpenTime(bamako, from, length * hour);
      expect(openTimeBetween(bamako, from, to ?? from)).toBe(length * hour);
    }
    expect(openTimeBetween(bamako, from, at("2026-05-20T00:00:00Z"))).toBe(0);
  });
});
