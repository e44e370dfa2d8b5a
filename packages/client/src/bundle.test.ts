import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { describe, expect, it } from "vitest";

/** What a browser loads first to use the SDK, minified. */
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
  const chunks = result.output.filter((part) => part.type === "chunk");
  // What is imported when it is used comes later, if at all.
  const later = new Set(chunks.flatMap((chunk) => chunk.dynamicImports));
  return chunks.flatMap((chunk) => (later.has(chunk.fileName) ? [] : chunk.code)).join("\n");
}

describe("what a browser loads", () => {
  it("holds no schema library, and fits a slow link", async () => {
    const code = await bundle();
    expect(code).toContain("/v1/socket");
    expect(code).not.toMatch(/zod|strictObject|safeParse/i);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(33 * 1024);
  }, 30_000);
});
