import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compile } from "../steps/compile.mjs";
import { inProject } from "../steps/project.mjs";
import { Stop } from "../steps/stop.mjs";
import { filesIn } from "./files-in.mjs";
import { publishedManifest } from "./published-manifest.mjs";
import { pathsOf, readManifest, readPackages, sourcesOf } from "./read-packages.mjs";
import { withBuiltNames, withSourceInside } from "./rewrite.mjs";
import { importFaults } from "./import-faults.mjs";

/**
 * Builds every public package below `target`, each in a folder that can be published as it stands: ES modules as tsc
 * writes them, their types, source maps that hold the source, and the stylesheets. Answers the folders.
 */
export async function buildPackages(target) {
  const packages = readPackages();
  const aside = mkdtempSync(join(tmpdir(), "relais-packages-"));
  try {
    await compile(packages.flatMap(sourcesOf), aside, {
      allowImportingTsExtensions: false,
      rewriteRelativeImportExtensions: true,
      sourceMap: true,
      inlineSources: true,
      // What is found in node_modules would not be written.
      paths: Object.assign({}, ...packages.map(pathsOf)),
    });
    const folders = packages.map((one) => stage(one, join(aside, one.folder, "src"), target));
    const faults = folders.flatMap(importFaults);
    if (faults.length > 0) throw new Stop(faults.join("\n"));
    return folders;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function stage({ name, folder, manifest }, compiled, target) {
  const staged = join(target, name);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  for (const path of filesIn(compiled)) {
    write(join(staged, path), rewritten(path, readFileSync(join(compiled, path), "utf8")));
  }
  for (const path of filesIn(inProject(folder, "src")).filter((file) => file.endsWith(".css"))) {
    write(join(staged, path), readFileSync(inProject(folder, "src", path), "utf8"));
    // A stylesheet that is imported has to be found by tsc as well.
    write(join(staged, `${path}.d.ts`), "export {};\n");
  }
  cpSync(inProject(folder, "README.md"), join(staged, "README.md"));
  cpSync(inProject("LICENSE"), join(staged, "LICENSE"));
  const published = publishedManifest(manifest, readManifest("package.json"));
  write(join(staged, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
  return staged;
}

function rewritten(path, text) {
  if (path.endsWith(".d.ts")) return withBuiltNames(text);
  return path.endsWith(".map") ? withSourceInside(path, text) : text;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
