import { expect, it } from "vitest";
import { preferredLanguage } from "./language.ts";

it.each([
  [undefined, "fr"],
  ["", "fr"],
  ["en", "en"],
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["fr-CI,fr;q=0.9,en;q=0.8", "fr"],
  ["de,en;q=0.5,fr;q=0.7", "fr"],
  ["de, it", "fr"],
  ["*", "fr"],
  ["EN;q=0.1", "en"],
  ["fr;q=0, en;q=0.1", "en"],
  ["en;q=nonsense", "fr"],
])("Accept-Language %j is answered in %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
