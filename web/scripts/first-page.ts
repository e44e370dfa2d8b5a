import { join } from "node:path";
import { type Alias, build, type Plugin } from "vite";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { paraglide } from "./paraglide.ts";

const source = join(import.meta.dirname, "../src/first-page");
const browser = join(source, "browser.ts");

/** What components ask of the browser; `browser.ts` answers instead. */
const asked = [
  "addEventListener",
  "document",
  "history",
  "localStorage",
  "location",
  "matchMedia",
  "MediaRecorder",
  "navigator",
  "removeEventListener",
  "window",
];

/**
 * Builds what the server draws the page of a customer's link with: the same components, as one file for Node. It lies
 * in the built app, out of what is served: names that begin with a dot are not.
 */
export function firstPage(folder: string, alias: readonly Alias[]): Plugin {
  return {
    name: "relais-first-page",
    apply: "build",
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          logLevel: "warn",
          publicDir: false,
          plugins: [paraglideVitePlugin(paraglide), leaveLater],
          resolve: {
            // The first that fits wins.
            alias: [{ find: /^react$/, replacement: join(source, "react.ts") }, ...alias],
          },
          build: {
            ssr: join(source, "first-page.tsx"),
            outDir: join(folder, ".server"),
            emptyOutDir: true,
            target: "node22",
            rolldownOptions: {
              // That a part is for browsers says nothing here.
              checks: { moduleLevelDirective: false },
              output: { entryFileNames: "first-page.js", codeSplitting: false },
              transform: {
                inject: Object.fromEntries(asked.map((name) => [name, [browser, name]])),
              },
            },
          },
          ssr: { noExternal: true },
        });
      },
    },
  };
}

/** What comes later in the app is not drawn here. */
const leaveLater: Plugin = {
  name: "relais-leave-later",
  resolveDynamicImport: (id) => ({ id: String(id), external: true }),
};
