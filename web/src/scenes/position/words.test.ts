import { describe, expect, it } from "vitest";
import { ageText, arrivalText, distanceText, isLost, lineOf } from "./words.ts";

const now = Date.parse("2026-03-02T08:00:00Z");

describe("words of a position", () => {
  it("always tell its age, and that a phone may be asleep", () => {
    expect(ageText(now - 2_000, now)).toBe("à l’instant");
    expect(ageText(now + 9_000, now)).toBe("à l’instant");
    expect(ageText(now - 42_000, now)).toBe("il y a 42\u00a0s");
    expect(ageText(now - 61_000, now)).toBe("il y a 1\u00a0min");
    expect(ageText(now - 185_000, now)).toBe("il y a 3\u00a0min, téléphone verrouillé\u202f?");
    // Nobody asks that of the phone in their hand.
    expect(ageText(now - 185_000, now, true)).toBe("il y a 3\u00a0min");
  });

  it("say that a position is lost when nothing was heard for long, unless an estimate still holds", () => {
    const arrival = (to_s: number) => ({ distance_m: 4_000, from_s: 0, to_s });
    expect(isLost(now - 599_000, now, arrival(60))).toBe(false);
    expect(isLost(now - 600_000, now, arrival(60))).toBe(true);
    expect(isLost(now - 600_000, now, null)).toBe(true);
    // Two hours away, or said by themselves since: that is not over yet.
    expect(isLost(now - 600_000, now, arrival(61))).toBe(false);
  });

  it("name a place that was written, and leave texts alone", () => {
    expect(lineOf("geo:12.63920,-8.00290;u=15")).toBe("📍 Position");
    expect(lineOf("Bonjour")).toBe("Bonjour");
  });

  it("tell distances as people do", () => {
    expect(distanceText(0, "fr")).toBe("0\u00a0m");
    expect(distanceText(347, "fr")).toBe("350\u00a0m");
    expect(distanceText(2_430, "fr")).toBe("2,4\u00a0km");
    expect(distanceText(2_430, "en")).toBe("2.4\u00a0km");
    expect(distanceText(41_200, "fr")).toBe("41\u00a0km");
  });

  it("tell an arrival as a range when unsure, and never count under a minute", () => {
    expect(arrivalText({ distance_m: 100, from_s: 0, to_s: 59 })).toBe("arrive");
    expect(arrivalText({ distance_m: 900, from_s: 0, to_s: 70 })).toBe("dans 1\u00a0min");
    expect(arrivalText({ distance_m: 9_000, from_s: 470, to_s: 520 })).toBe("dans 9\u00a0min");
    expect(arrivalText({ distance_m: 9_000, from_s: 480, to_s: 720 })).toBe("dans 8 à 12\u00a0min");
  });
});
