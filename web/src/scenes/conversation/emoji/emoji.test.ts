import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { emoji } from "../../../../scripts/emoji.ts";
import { findEmoji, readEmoji } from "./emoji.ts";

/** The lines that the build makes, as the app imports them. */
function linesOf(language: "fr" | "en"): string {
  const { load } = emoji();
  if (typeof load !== "function") throw new Error("the plugin loads nothing");
  const code = Reflect.apply(load, {}, [`virtual:emoji-${language}`]) as string;
  return JSON.parse(code.replace(/^export default |;$/g, "")) as string;
}

describe("Emoji", () => {
  const french = readEmoji(linesOf("fr"));
  const english = readEmoji(linesOf("en"));

  it("are found in French, with accents or without, and in English", () => {
    expect(findEmoji(french, "clé")[0]?.unicode).toBe(findEmoji(french, "cle")[0]?.unicode);
    expect(findEmoji(french, "voiture").map(({ unicode }) => unicode)).toContain("🚗");
    expect(findEmoji(english, "car").map(({ unicode }) => unicode)).toContain("🚗");
    expect(findEmoji(french, "rien de tel")).toEqual([]);
  });

  it("come in the same order in both languages, without shades of skin and flags", () => {
    expect(english.map(({ unicode }) => unicode)).toEqual(french.map(({ unicode }) => unicode));
    expect(french.length).toBeGreaterThan(1_000);
    expect(french.some(({ unicode }) => /\p{RI}|[\u{1f3fb}-\u{1f3ff}]/u.test(unicode))).toBe(false);
  });

  it("weigh a small part of the library's own files", () => {
    const path = createRequire(import.meta.url).resolve("emojibase-data/fr/compact.json");
    expect(linesOf("fr").length).toBeLessThan(readFileSync(path, "utf8").length / 4);
  });
});
