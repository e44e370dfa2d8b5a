import { dirname, relative } from "node:path";
import type { Plugin } from "rolldown";
import { folder } from "./folders.ts";

const places = "relais-places";

/**
 * Modules go on finding what lies beside their source: migrations, documents, the built web app, pages that a package
 * brings. In the one file that they became, each is told where it was.
 */
export function inItsOldPlace(): Plugin {
  return {
    name: "relais-in-its-old-place",
    resolveId: { filter: { id: /^relais-places$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0relais-places$/ },
      handler: () =>
        `import { fileURLToPath } from "node:url";
         export const at = (path) => fileURLToPath(new URL(path, import.meta.url));`,
    },
    transform: {
      filter: { id: { exclude: /^\0/ }, code: /\bimport\.meta\.url\b|\b__(?:dir|file)name\b/ },
      handler(code, id) {
        const url = `new URL(${pathTo(id)}, import.meta.url).href`;
        const place = `require("${places}").at`;
        return code
          .replaceAll(/\bimport\.meta\.url\b/g, url)
          .replaceAll(/\b__dirname\b/g, `${place}(${pathTo(dirname(id))})`)
          .replaceAll(/\b__filename\b/g, `${place}(${pathTo(id)})`);
      },
    },
  };
}

/** From the built server, with the slashes of an address, quoted. */
const pathTo = (file: string) => JSON.stringify(relative(folder, file).replaceAll("\\", "/"));
