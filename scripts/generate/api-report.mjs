// Writes the public surface of a package as one page that a reviewer can read and a diff can show:
// `node scripts/generate/api-report.mjs packages/client <file>`.
//
// The declarations come from tsc; what is here only gathers them: everything that the package's entries export, then
// the types of the package that those reach without exporting them. Comments are left out, so that the
// page changes exactly when the surface does.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../steps/compile.mjs";
import { inProject } from "../steps/project.mjs";
import { readModules } from "./read-declarations.mjs";

/** `{ title, exported, reached, elsewhere }` of one entry: declarations by name, and names by package. */
function surfaceOf(modules, entry) {
  const exported = new Map();
  const elsewhere = new Map();
  for (const { name, found } of modules.exportsOf(entry)) {
    if (found.declaration !== undefined) exported.set(name, found);
    else elsewhere.set(found.from, [...(elsewhere.get(found.from) ?? []), name]);
  }
  const reached = new Map();
  const known = new Set([...exported.values()].map((found) => found.id));
  const queue = [...exported.values()];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const found of modules.referencesOf(next)) {
      if (known.has(found.id)) continue;
      known.add(found.id);
      reached.set(found.id, found);
      queue.push(found);
    }
  }
  return { exported, reached, elsewhere };
}

function sorted(texts) {
  return [...texts].sort((a, b) => (a < b ? -1 : 1));
}

function render(title, { exported, reached, elsewhere }) {
  const block = (heading, declarations) =>
    declarations.length === 0
      ? []
      : [
          heading,
          "",
          "```ts",
          sorted(declarations.map((found) => found.declaration)).join("\n\n"),
          "```",
          "",
        ];
  const passedOn = sorted(
    [...elsewhere].map(([from, names]) => `- ${from}: ${sorted(names).join(", ")}`),
  );
  return [
    `## ${title}`,
    "",
    ...block("Exported:", [...exported.values()]),
    ...block("Reached by those, without a name of their own outside:", [...reached.values()]),
    ...(passedOn.length === 0 ? [] : ["Passed on from other packages:", "", ...passedOn, ""]),
  ];
}

async function main([folder, target]) {
  const { name, exports } = JSON.parse(readFileSync(inProject(folder, "package.json"), "utf8"));
  const aside = mkdtempSync(join(tmpdir(), "relais-api-"));
  try {
    // A stylesheet has no declarations.
    const entries = Object.entries(exports).filter(([, file]) => !file.endsWith(".css"));
    const files = entries.map(([, file]) => join(folder, file));
    await compile(files, aside, { emitDeclarationOnly: true, removeComments: true });
    const modules = readModules(aside, folder);
    const sections = entries.flatMap(([entry, file]) =>
      render(join(name, entry), surfaceOf(modules, join(folder, file))),
    );
    const head = [
      `# The public surface of ${name}`,
      "",
      "Written by `npm run generate`; review its changes.",
      "",
    ];
    writeFileSync(target, [...head, ...sections].join("\n"));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
