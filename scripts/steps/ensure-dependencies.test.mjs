import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInstalled } from "./ensure-dependencies.mjs";

const here = { os: [process.platform], cpu: [process.arch], optional: true };
const elsewhere = { os: ["plan9"], optional: true };
const wanted = {
  "": { name: "relais" },
  "packages/core": { version: "0.1.0" },
  "node_modules/@relais/core": { resolved: "packages/core", link: true },
  "node_modules/pg": { version: "8.0.0", integrity: "sha512-a" },
  "node_modules/binaries-here": { version: "1.0.0", ...here },
  "node_modules/binaries-elsewhere": { version: "1.0.0", ...elsewhere },
};
const { "node_modules/binaries-elsewhere": _, ...found } = wanted;

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relais-dependencies-"));
  mkdirSync(join(folder, "node_modules"));
  lock("package-lock.json", wanted);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lock(file, packages) {
  writeFileSync(join(folder, file), JSON.stringify({ packages }));
}
const installed = (packages) => lock("node_modules/.package-lock.json", packages);

describe("isInstalled", () => {
  it("is false before the first install", () => {
    expect(isInstalled(folder)).toBe(false);
  });

  it("is true when all that this machine needs is there", () => {
    installed(found);
    expect(isInstalled(folder)).toBe(true);
  });

  it("is false when a package is missing", () => {
    const { "node_modules/pg": pg, ...rest } = found;
    installed(rest);
    expect(pg).toBeDefined();
    expect(isInstalled(folder)).toBe(false);
  });

  it("is false when a package has another version or content", () => {
    installed({ ...found, "node_modules/pg": { version: "8.0.1", integrity: "sha512-a" } });
    expect(isInstalled(folder)).toBe(false);
    installed({ ...found, "node_modules/pg": { version: "8.0.0", integrity: "sha512-b" } });
    expect(isInstalled(folder)).toBe(false);
  });

  it("is false when the packages were installed on another system", () => {
    installed(wanted);
    expect(isInstalled(folder)).toBe(false);
  });
});
