import { describe, expect, it } from "vitest";
import { darkBySystem } from "./dark.ts";
import { readSheet, usedOf } from "./sheet.ts";

const markup = `<main class="flex desk:flex-col p-0.5 w-(--wide) a&amp;b 2xl"><p class="bubble">x</p></main>`;
const kept = (sheet: string) => usedOf(readSheet(sheet), markup);

describe("what the first page carries of the style", () => {
  it.each([
    ".flex{display:flex}",
    ".p-0\\.5{padding:2px}",
    ".w-\\(--wide\\){width:var(--wide)}",
    ".a\\&b{color:red}",
    ".\\32xl{color:red}",
    "main>p,.elsewhere{margin:0}",
    ".bubble:not(.gone){margin:0}",
    ".bubble:is(.one,.two){margin:0}",
    ":root{--wide:1px}",
    '.bubble:before{content:"}.gone{"}',
    "@media (min-width:64rem){.desk\\:flex-col{flex-direction:column}}",
    "@layer theme,base;",
    '@property --tw-x{syntax:"*";inherits:false}',
  ])("keeps what applies to it: %s", (rule) => expect(kept(rule)).toBe(rule));

  it.each([
    ".grid{display:grid}",
    ".flex.gone{display:none}",
    ".flex .gone{display:none}",
    "@keyframes turn{to{rotate:1turn}}",
    "@layer components{@media print{.gone{margin:0}}}",
  ])("leaves what does not: %s", (rule) => expect(kept(rule)).toBe(""));

  it("keeps the order, and of a list only what holds", () => {
    expect(kept(".b{a:b}.flex{a:b}@layer x{.grid{a:b}.bubble{a:b}}main{a:b}")).toBe(
      ".flex{a:b}@layer x{.bubble{a:b}}main{a:b}",
    );
  });
});

describe("the dark theme before a script chose one", () => {
  it("is the system's", () => {
    expect(darkBySystem(":root[data-theme=dark]{--paper:#000}")).toBe(
      ":root[data-theme=dark]{--paper:#000}@media (prefers-color-scheme:dark){:root:not([data-theme]){--paper:#000}}",
    );
  });

  it("must be there", () => {
    expect(() => darkBySystem(":root{--paper:#fff}")).toThrow("dark theme");
  });
});
