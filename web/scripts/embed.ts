import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/** Builds the script that other people's sites load: one file, under a name that stays. */
export function embed(): Plugin {
  return {
    name: "relais-embed",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: "embed.js", source: await buildEmbed() });
    },
  };
}

async function buildEmbed(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@relais/widget/embed"));
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: ["chrome111", "safari16.4", "firefox113"],
      lib: { entry, formats: ["iife"], name: "relaisWidget" },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !("output" in output)) throw new Error("One build has one result.");
  const chunks = output.output.filter((part) => part.type === "chunk");
  const [only] = chunks;
  if (only === undefined || chunks.length > 1) throw new Error("The script of sites is one file.");
  return only.code;
}
