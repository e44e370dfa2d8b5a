import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createLog } from "./log/log.ts";
import { warnOfFewFiles } from "./open-files.ts";

const folder = mkdtempSync(join(tmpdir(), "relais-limits-"));
afterAll(() => rmSync(folder, { recursive: true }));

const said = (soft: string) => {
  const file = join(folder, "limits");
  writeFileSync(
    file,
    `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${soft.padEnd(21)}${soft.padEnd(21)}files\n`,
  );
  let text = "";
  warnOfFewFiles(createLog("warn", { write: (line) => void (text += line) }), file);
  return text;
};

it("a process that may open few files says at its start how many, and what to raise", () => {
  expect(said("256")).toMatch(/may hold 256 files and connections open.*LimitNOFILE.*ulimit -n/);
});

it.each(["4096", "1048576", "unlimited"])("with %s nothing is said", (soft) => {
  expect(said(soft)).toBe("");
});

it("where limits are not told nothing is said", () => {
  let text = "";
  const log = createLog("warn", { write: (line) => void (text += line) });
  warnOfFewFiles(log, join(folder, "none"));
  expect(text).toBe("");
});
