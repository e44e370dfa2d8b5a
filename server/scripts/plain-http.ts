import type { Plugin } from "rolldown";

/**
 * Node's `http` is asked for as a whole object. An `import` of it reads every name that it has, and one of them brings
 * a second client for HTTP: a tenth of a start, for what may never be used.
 */
export function plainHttp(): Plugin {
  return {
    name: "relais-plain-http",
    resolveId: {
      filter: { id: /^(?:node:)?https?$/ },
      handler: (id, _importer, { kind }) =>
        kind === "import-statement" ? `\0plain-${id.replace("node:", "")}.cjs` : null,
    },
    load: {
      filter: { id: /^\0plain-https?\.cjs$/ },
      handler: (id) =>
        `module.exports = process.getBuiltinModule("${id.slice("\0plain-".length, -".cjs".length)}");`,
    },
  };
}
