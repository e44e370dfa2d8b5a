import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { describe, expect, it } from "vitest";

/** What a browser loads to use the SDK, minified. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("./index.ts", import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: "strict" },
    },
  });
  if (!("output" in result)) throw new Error("one build has one result");
  return result.output.map((part) => (part.type === "chunk" ? part.code : "")).join("\n");
}

describe("what a browser loads", () => {
  it("holds no schema library, and fits a slow link", async () => {
    const code = await bundle();
    expect(code).toContain("/v1/socket");
    expect(code).not.toMatch(/zod|strictObject|safeParse/i);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(21_500);
  }, 30_000);
});
