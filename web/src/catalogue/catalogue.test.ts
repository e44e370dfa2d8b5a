import { describe, expect, it } from "vitest";
import { catalogueFaults, languages, readCatalogue, sentences } from "../../scripts/catalogue.ts";

const allOf = (language: string) =>
  [...readCatalogue(language)].flatMap(([name, entry]) =>
    sentences(entry).map((text) => `${language} ${name}: ${text}`),
  );
const texts = languages.flatMap(allOf);

describe("The catalogue", () => {
  it("has every sentence in every language, with the same holes", () => {
    expect(catalogueFaults()).toEqual([]);
    expect(readCatalogue("fr").size).toBeGreaterThan(100);
  });

  it("puts a narrow no-break space before : ; ? ! and inside « » in French", () => {
    const french = [...readCatalogue("fr").values()].flatMap(sentences);
    expect(french.filter((text) => /[^\u202f\d][:;?!»]|«[^\u202f]/.test(text))).toEqual([]);
  });

  it("uses the typographic apostrophe and the ellipsis of one character", () => {
    expect(texts.filter((text) => /'|\.\.\./.test(text))).toEqual([]);
  });

  it("lets the machine never exclaim", () => {
    expect(texts.filter((text) => text.includes("!"))).toEqual([]);
  });
});
