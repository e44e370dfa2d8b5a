import { describe, expect, test } from "vitest";
import { nearWords, plain, wordsOf } from "./words.ts";

const words = (text: string): string[] => wordsOf(text).map(({ word }) => word);

describe("The words of a text", () => {
  test("are found without accents, case or ligatures", () => {
    expect(words("Éléphant, ŒUVRE d’été")).toEqual(["elephant", "oeuvre", "ete"]);
  });

  test("leave out what stands everywhere", () => {
    expect(words("Je suis sur la route et the car is here")).toEqual([
      "suis",
      "route",
      "car",
      "here",
    ]);
  });

  test("hold plates and tracking numbers in parts and whole", () => {
    expect(words("BJ-1234-MD")).toEqual(["bj", "1234", "md", "bj1234md"]);
    expect(words("LBN.2026/88")).toEqual(["lbn", "2026", "88", "lbn202688"]);
    expect(words("porte-clés")).toEqual(["porte", "cles"]);
  });

  test("know where they stand", () => {
    const text = "🚗 la clé";
    const [found] = wordsOf(text);
    expect(text.slice(found?.start, found?.end)).toBe("clé");
  });

  test("are none where there is no letter", () => {
    expect(words("… — !? 👍")).toEqual([]);
  });
});

test("A misspelt word is one letter away", () => {
  const near = new Set(nearWords("bateri"));
  expect(near).toContain("batteri");
  expect(near).toContain("baeri");
  expect(near).toContain("abteri");
  expect(near).not.toContain("bateri");
});

test("Plain text keeps what has no accent", () => {
  expect(plain("Ça 12")).toBe("ca 12");
});
