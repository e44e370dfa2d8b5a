import { expect, it } from "vitest";
import { dayAndClock } from "./day-and-clock.ts";

const at = (month: number, day: number, year = 2026) => new Date(year, month, day, 9, 30);
const now = at(10, 30).getTime();

it.each([
  [at(10, 29), "hier à 09:30", "yesterday at 09:30"],
  [at(10, 30), "aujourd’hui à 09:30", "today at 09:30"],
  [at(11, 1), "demain à 09:30", "tomorrow at 09:30"],
  [at(11, 2), "mercredi 2 décembre à 09:30", "Wednesday 2 December at 09:30"],
  [at(2, 8, 2027), "lundi 8 mars 2027 à 09:30", "Monday 8 March 2027 at 09:30"],
])("says when something takes place as people do: %s", (date, fr, en) => {
  expect(dayAndClock("fr", date.toISOString(), now)).toBe(fr);
  expect(dayAndClock("en", date.toISOString(), now).replace(",", "")).toBe(en);
});
