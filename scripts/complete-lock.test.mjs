import { describe, expect, it } from "vitest";
import { missingEntries } from "./complete-lock.mjs";

const packages = {
  "node_modules/tool": {
    version: "2.0.0",
    dev: true,
    optionalDependencies: {
      "@tool/darwin-arm64": "2.0.0",
      "@tool/linux-x64-gnu": "2.0.0",
      "@tool/linux-x64-musl": "2.0.0",
      "@tool/wasm32-wasi": "^2.0.0",
    },
  },
  "node_modules/@tool/linux-x64-gnu": { version: "2.0.0", optional: true },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/a/node_modules/b": { optionalDependencies: { "c-win32-x64": "1.0.0" } },
  "node_modules/a/node_modules/c-win32-x64": { version: "1.0.0", optional: true },
};

describe("missingEntries", () => {
  it("names the packages for other systems that the lock lacks, and what they are for", () => {
    expect(missingEntries(packages)).toEqual({
      "node_modules/@tool/darwin-arm64": {
        version: "2.0.0",
        cpu: ["arm64"],
        dev: true,
        optional: true,
        os: ["darwin"],
      },
      "node_modules/@tool/linux-x64-musl": {
        version: "2.0.0",
        cpu: ["x64"],
        dev: true,
        libc: ["musl"],
        optional: true,
        os: ["linux"],
      },
      "node_modules/@tool/wasm32-wasi": {
        version: "2.0.0",
        cpu: ["wasm32"],
        dev: true,
        optional: true,
      },
    });
  });

  it("finds nothing missing in a lock that it completed", () => {
    expect(missingEntries({ ...packages, ...missingEntries(packages) })).toEqual({});
  });
});
