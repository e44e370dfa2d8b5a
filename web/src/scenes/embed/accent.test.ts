import { describe, expect, it } from "vitest";
import { contrast, tokensOf } from "./accent.ts";

const paper = { light: "#fcfaf6", dark: "#0e1615" } as const;
const ink = { light: "#142221", dark: "#f1eee9" } as const;

describe("the colours that follow from a company's own", () => {
  it.each(["#ffff00", "#000000", "#ffffff", "#ff0000", "#00ff00", "#004488", "#808080"])(
    "words in them can be read, whatever it is: %s",
    (accent) => {
      for (const theme of ["light", "dark"] as const) {
        const tokens = tokensOf(accent, theme);
        expect(contrast(tokens["--brand"] ?? "", paper[theme])).toBeGreaterThanOrEqual(4.5);
        expect(
          contrast(tokens["--on-brand"] ?? "", tokens["--brand"] ?? ""),
        ).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ink[theme], tokens["--bubble-me"] ?? "")).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it("a colour that can be read already stays what it is", () => {
    expect(tokensOf("#004488", "light")["--brand"]).toBe("#004488");
  });
});
