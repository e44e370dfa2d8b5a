import { join } from "node:path";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import tailwindcss from "@tailwindcss/vite";
import { type Alias, defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { ahead } from "./scripts/ahead.ts";
import { catalogueFaults, compiledFaults } from "./scripts/catalogue.ts";
import { firstChunks } from "./scripts/chunks.ts";
import { firstPage } from "./scripts/first-page.ts";
import { firstLoad } from "./scripts/first-load.ts";
import { compress } from "./scripts/compress.ts";
import { embed } from "./scripts/embed.ts";
import { emoji } from "./scripts/emoji.ts";
import { inlineSheet } from "./scripts/inline-sheet.ts";
import { manifest } from "./scripts/manifest.ts";
import { paraglide } from "./scripts/paraglide.ts";

/** Stops the build when a sentence is missing in a language, or when none was compiled. */
const catalogueCheck: Plugin = {
  name: "relais-catalogue-check",
  buildEnd(error) {
    if (error) return;
    const faults = [
      ...catalogueFaults(),
      ...compiledFaults(join(import.meta.dirname, "src/paraglide")),
    ];
    if (faults.length > 0) this.error(faults.join("\n"));
  },
};

/** Where `npm run dev` finds the API; the built app is served by the server itself. */
const api = process.env.RELAIS_API ?? "http://localhost:3000";

/** Most specific first: an alias also covers what lies below it. */
const alias: Alias[] = [
  { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
  { find: "react/jsx-dev-runtime", replacement: "preact/jsx-runtime" },
  { find: "react-dom/client", replacement: "preact/compat/client" },
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
  // A stand-in for React of before 18, in a form that brings more helpers with it than it is long.
  { find: "use-sync-external-store/shim/index.js", replacement: "preact/compat" },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    paraglideVitePlugin(paraglide),
    catalogueCheck,
    emoji(),
    tailwindcss(),
    ahead(),
    inlineSheet(),
    embed(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/service-worker",
      filename: "service-worker.ts",
      outDir: "dist",
      injectRegister: false,
      manifest,
      injectManifest: {
        rollupFormat: "iife",
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
        // The words of emoji come when they are first looked for; the script of sites is for their pages.
        globIgnores: ["**/*emoji-{fr,en}*", "embed.js"],
      },
    }),
    firstLoad(),
    compress(join(import.meta.dirname, "dist")),
    firstPage(join(import.meta.dirname, "dist"), alias),
  ],
  resolve: { alias },
  build: {
    outDir: "dist",
    target: ["chrome111", "safari16.4", "firefox115"],
    assetsInlineLimit: 0,
    // Where a browser does not know it, parts come one after the other; the page is the same.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The groups below are named after all that use them.
        chunkFileNames: ({ name }) => `assets/${name.split("~")[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            {
              name: firstChunks(),
              priority: 2,
              includeDependenciesRecursively: false,
            },
            {
              // What several scenes share stands in few files: each costs a request and its headers.
              name: "shared",
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 20_000,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/v1": { target: api, ws: true }, "/logos": api } },
});
