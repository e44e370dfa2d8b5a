import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(source, file), "utf8");

/** Colours and sizes of the theme; there are no others. */
const theme = new Set(
  [...read("design/base.css").matchAll(/--(?:color|text)-([a-z0-9-]+):/g)].map(([, name]) => name),
);
/** What the same utilities say besides a colour or a size. */
const others =
  /^(?:[btsexy]|[btsexy]-\d|\d|none|dashed|current|transparent|balance|pretty|start|center|end|ellipsis|clip|offset-\d)$/;

it("every colour and size that a class names is one of the theme: another one would draw nothing", () => {
  const unknown = globSync("**/*.tsx", { cwd: source }).flatMap((file) =>
    [
      ...read(file).matchAll(
        /["\s:](bg|text|border|fill|stroke|divide|outline)-([a-z0-9][\w-]*)(?=["\s/])/g,
      ),
    ]
      .filter(([, , name = ""]) => !theme.has(name) && !others.test(name))
      .map(([found]) => `${file}: ${found.trim()}`),
  );
  expect(theme.size).toBeGreaterThan(20);
  expect(unknown).toEqual([]);
});
