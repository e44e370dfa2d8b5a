import { describe, expect, it } from "vitest";
import { snippetOf } from "./snippet.ts";

const shown = (text: string, highlights: [number, number][]) =>
  snippetOf(text, highlights)
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join("");

describe("what is shown of a message that was found", () => {
  it("is all of a short one, with the found words marked", () => {
    expect(
      shown("La batterie est à plat", [
        [3, 11],
        [18, 22],
      ]),
    ).toBe("La [batterie] est à [plat]");
  });

  it("begins a little before the first found word, at a whole word", () => {
    const text = `${"mot ".repeat(30)}batterie`;
    const start = text.indexOf("batterie");
    const snippet = shown(text, [[start, start + 8]]);
    expect(snippet).toMatch(/^… (mot )+\[batterie\]$/);
    expect(snippet.length).toBeLessThan(60);
  });

  it("is the text itself when nothing is marked", () => {
    expect(shown("Bonjour", [])).toBe("Bonjour");
  });
});
