import { describe, expect, it } from "vitest";
import { accentOf, contrast } from "./accent-of.ts";

const part = ["00", "40", "80", "c0", "ff"];
const colours = part.flatMap((red) =>
  part.flatMap((green) => part.map((blue) => `#${red}${green}${blue}`)),
);

describe("an organization's colour", () => {
  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("stays as it is where it can be read", () => {
    expect(accentOf("#006460").light.brand).toBe("#006460");
    expect(accentOf("#8adace").dark.brand).toBe("#8adace");
  });

  it.each(colours)("%s can be read in both themes, and on it too", (hex) => {
    const { light, dark } = accentOf(hex);
    for (const [tones, grounds, ink, second] of [
      [light, ["#ffffff", "#fcfaf6", "#f4f1ea"], "#142221", "#4c5c5a"],
      [dark, ["#17201f", "#0e1615", "#0a1110"], "#f1eee9", "#a6b0af"],
    ] as const) {
      for (const ground of [...grounds, tones.soft]) {
        expect(contrast(tones.brand, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(tones.on, tones.brand)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tones.strong, tones.soft)).toBeGreaterThanOrEqual(4.5);
      // What is written on a bubble or a chosen row of it.
      expect(contrast(ink, tones.soft)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(second, tones.soft)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
