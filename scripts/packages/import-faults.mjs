import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesIn } from "./files-in.mjs";

const IMPORT = /(?:\bfrom|^import|\bimport\s*\()\s*"([^"]+)"/gm;
const REFERENCE = /^\/\/\/ <reference types="([^"]+)"/gm;

/**
 * What is wrong with the imports of a built package, in its code and in its types: a module that is not in it, or a package that
 * its package.json does not name. Within the project neither is noticed, as everything is there.
 */
export function importFaults(folder) {
  const { name, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  return filesIn(folder)
    .filter((path) => /\.(?:js|d\.ts)$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return [...text.matchAll(IMPORT), ...text.matchAll(REFERENCE)]
        .map(([, specifier]) => specifier)
        .filter((specifier) => !isThere(specifier, join(folder, dirname(path)), declared))
        .map(
          (specifier) => `${name}: ${path} imports ${specifier}, which it does not bring along.`,
        );
    });
}

function isThere(specifier, from, declared) {
  if (specifier.startsWith(".")) return existsSync(join(from, specifier));
  return declared.has(specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
}
