import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { inkOn } from "./messages.ts";

describe("what a page loads before anybody opens the chat", () => {
  it("is one script of 6 KB at most", async () => {
    const result = await build({
      configFile: false,
      logLevel: "silent",
      build: {
        write: false,
        lib: {
          entry: fileURLToPath(new URL("./embed.ts", import.meta.url)),
          formats: ["iife"],
          name: "relaisWidget",
        },
      },
    });
    const [output] = [result].flat();
    if (output === undefined || !("output" in output)) throw new Error("one build has one result");
    const chunks = output.output.filter((part) => part.type === "chunk");
    expect(chunks).toHaveLength(1);
    expect(gzipSync(chunks[0]?.code ?? "", { level: 9 }).length).toBeLessThan(6_000);
  }, 30_000);

  it.each([
    ["#ffffff", "#000000"],
    ["#000000", "#ffffff"],
    ["#006460", "#ffffff"],
    ["#ffd400", "#000000"],
  ])("what stands on %s is %s", (accent, ink) => {
    expect(inkOn(accent)).toBe(ink);
  });
});
