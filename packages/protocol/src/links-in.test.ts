import { describe, expect, it } from "vitest";
import { linksIn, previewedLink } from "./links-in.ts";

describe("The links of a text", () => {
  it.each([
    ["Voir https://relais.example/a?b=1#c.", ["https://relais.example/a?b=1#c"]],
    ["(voir http://a.example/b), puis", ["http://a.example/b"]],
    ["https://fr.example/Cl\u00e9_(outil)", ["https://fr.example/Cl\u00e9_(outil)"]],
    ["«\u00a0https://a.example\u00a0»", ["https://a.example"]],
    ["HTTPS://A.example/B et https://a.example/b", ["HTTPS://A.example/B", "https://a.example/b"]],
    ["https://a.example https://a.example", ["https://a.example"]],
    ["https://a.example/🚗 !", ["https://a.example/🚗"]],
  ])("%s", (text, links) => {
    expect(linksIn(text)).toEqual(links);
    expect(previewedLink(text)).toBe(links[0]);
  });

  it.each([
    "relais.example",
    "www.relais.example",
    "fin.de phrase",
    "javascript:alert(1)",
    "ftp://relais.example",
    "https://",
    "https://[",
    "xhttps:/a.example",
  ])("are none in %s", (text) => {
    expect(linksIn(text)).toEqual([]);
    expect(previewedLink(text)).toBeNull();
  });

  it("are ten at most, and found in no time in what only looks like them", () => {
    const many = Array.from({ length: 30 }, (_, index) => `https://a.example/${index}`);
    expect(linksIn(many.join(" "))).toEqual(many.slice(0, 10));
    expect(linksIn("https://".repeat(400)).length).toBeLessThanOrEqual(1);
    expect(linksIn(`https://a${".".repeat(3_900)}b`)).toHaveLength(1);
  });
});
