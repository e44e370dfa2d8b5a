import { describe, expect, test } from "vitest";
import { pageText } from "./page-text.ts";
import { readHead } from "./read-head.ts";

describe("N14.5: what a page says of itself is plain text", () => {
  test.each([
    ["markup", "<b>Garage</b><script>alert(1)</script>", "Garage alert(1)"],
    ["turned writing", "facture\u202Egpj.exe\u202C", "facturegpj.exe"],
    ["isolated writing", "\u2066a\u2069\u200Fb\u061C", "ab"],
    ["what is not seen", "a\u200Bb\uFEFF\u00ADc", "abc"],
    ["controls and lines", "a\u0000\r\n\tb\u2028c\u0085d", "a b c d"],
    ["heaped marks", `e${"\u0301".repeat(40)}`, "é\u0301\u0301\u0301\u0301".normalize("NFC")],
    ["half a character", "a\uD800", "a\uFFFD"],
    ["invisible tags", "a\u{E0041}\u{E0042}", "a"],
  ])("without %s", (_, said, shown) => {
    expect(pageText(said, 100)).toBe(shown);
  });

  test("N14.5: keeps the parts of an emoji together, and what only looks like markup", () => {
    expect(pageText("Équipe 👩🏽‍🔧 : 1 < 2 > 0", 100)).toBe("Équipe 👩🏽‍🔧 : 1 < 2 > 0");
  });

  test("is cut at a character, and nothing is nothing", () => {
    expect(pageText("🚗".repeat(20), 5)).toBe("🚗🚗🚗🚗…");
    expect(pageText(" \u200B ", 5)).toBeNull();
    expect(pageText(undefined, 5)).toBeNull();
  });

  test("is read from Open Graph, from its neighbours, or from the page's title", () => {
    const graph =
      '<title>Autre</title><meta property="og:title" content="Batterie &amp; alternateur">' +
      '<meta name="description" content="Que faire ?"><meta property="og:site_name" content="Garage">' +
      '<meta property="og:image" content="/a.png">';
    expect(readHead(graph)).toEqual({
      title: "Batterie & alternateur",
      description: "Que faire ?",
      site: "Garage",
      picture: "/a.png",
    });
    expect(readHead("<svg><title>non</title></svg>").picture).toBeNull();
    expect(readHead("<TITLE>Batterie\n à plat</TITLE><body>").title).toBe("Batterie à plat");
    expect(readHead("<p>Rien").title).toBeNull();
  });
});
