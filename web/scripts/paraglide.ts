import { join } from "node:path";
import type { CompilerOptions } from "@inlang/paraglide-js";

const web = join(import.meta.dirname, "..");

/** One set of options for the build and for the command. */
export const paraglide = {
  project: join(web, "project.inlang"),
  outdir: join(web, "src/paraglide"),
  strategy: ["localStorage", "preferredLanguage", "baseLocale"],
  emitTsDeclarations: false,
  emitReadme: false,
} satisfies CompilerOptions;
