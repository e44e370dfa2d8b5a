import { posix } from "node:path";

/** `from "./x.ts"` and `import("./x.tsx")` of declarations: tsc leaves them as they are written. */
const RELATIVE = /((?:\bfrom|\bimport)\s*\(?\s*")(\.{1,2}\/[^"]+)\.tsx?"/g;

/** Declarations that name the modules which are published, so that whoever reads them needs no rule of tsc's. */
export function withBuiltNames(declarations) {
  return declarations.replace(RELATIVE, '$1$2.js"');
}

/** A source map whose source is named as if it lay in `src` beside, wherever it was built. Its text is in the map. */
export function withSourceInside(path, text) {
  const map = JSON.parse(text);
  const sources = map.sources.map((source) => {
    const file = posix.join("src", posix.dirname(path), posix.basename(source));
    return posix.relative(posix.dirname(path), file);
  });
  return JSON.stringify({ ...map, sources });
}
