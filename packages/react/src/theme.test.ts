import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const sheet = readFileSync(join(import.meta.dirname, "theme.css"), "utf8");

/** What the rule of this selector says, line by line. */
function saidBy(selector: string): string[] {
  const [, said = ""] = sheet.split(`:where(${selector}) {`);
  const [body = ""] = said.split("}");
  return body
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(":"));
const light = saidBy(".relais");
const chosen = saidBy('.relais[data-theme="dark"]');
const system = saidBy(".relais:not([data-theme])");

it("is the same in the dark whether somebody chose it or their system did", () => {
  expect(chosen.length).toBeGreaterThan(20);
  expect(system).toEqual(chosen);
});

it("has every colour in the light and in the dark", () => {
  const colours = light.filter((line) => line.includes("#")).map(nameOf);
  expect(chosen.filter((line) => line.includes("#")).map(nameOf)).toEqual(colours);
});
