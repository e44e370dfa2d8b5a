import { describe, expect, it } from "vitest";
import { linkParts } from "./links.ts";

const links = (text: string) =>
  linkParts(text).flatMap(({ text: said, href }) => (href === null ? [] : [[said, href]]));

describe("Links in a text", () => {
  it.each([
    [
      "Voir https://relais.example/a?b=1.",
      "https://relais.example/a?b=1",
      "https://relais.example/a?b=1",
    ],
    ["sur relais.ml !", "relais.ml", "https://relais.ml"],
    ["Écrivez à awa@relais.ml, merci", "awa@relais.ml", "mailto:awa@relais.ml"],
    ["Appelez le +223 70 12 34 56.", "+223 70 12 34 56", "tel:+22370123456"],
  ])("%s", (text, said, href) => {
    expect(links(text)).toEqual([[said, href]]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
    "ftp://relais.example/a",
    "12:30, 5.4 et 1+1",
    "<a href='x'>",
  ])("leaves %s as text", (text) => {
    expect(links(text).filter(([, href]) => !/^https?:/.test(href ?? ""))).toEqual([]);
    expect(links(text).map(([, href]) => href)).not.toContain(text);
  });

  it("loses and adds nothing", () => {
    const text = "a https://x.example/é b +223 70 12 34 56\n\nawa@x.example «\u00a0fin\u00a0»";
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});
