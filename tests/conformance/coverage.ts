import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));

/** The rules of docs/protocol/README.md and of every dialect's SPEC.md, by number, page after page. */
export function readRules(): string[] {
  const pages = ["docs/protocol/README.md", ...globSync("dialects/*/SPEC.md", { cwd: project })];
  return pages.flatMap((page) => {
    const text = readFileSync(`${project}${page}`, "utf8");
    return [...text.matchAll(/^- \*\*([A-Z]\d+\.\d+)\*\*/gm)].map(([, rule = ""]) => rule);
  });
}

/**
 * The rules that a title of a test quotes, anywhere in the repository: a rule that takes a minute of
 * waiting is tested beside the code, with times of the test's own.
 */
export function readTestedRules(): Set<string> {
  const files = globSync(
    [
      "packages/*/src/**/*.test.ts",
      "server/src/**/*.test.ts",
      "tests/conformance/rules/*.ts",
      "dialects/*/src/**/*.test.ts",
      "dialects/*/conformance/*.ts",
    ],
    { cwd: project },
  );
  const tested = new Set<string>();
  for (const file of files) {
    const text = readFileSync(`${project}${file}`, "utf8");
    // A title follows `test(` or `it(`, or the table of `test.for([…])(`.
    for (const [, title = ""] of text.matchAll(
      /(?:\b(?:test|it)\(|\]\s*(?:as const)?\)\()\s*["`]([^"`]+)["`]/g,
    )) {
      for (const [rule] of title.matchAll(/\b[A-Z]\d+\.\d+\b/g)) tested.add(rule);
    }
  }
  return tested;
}
