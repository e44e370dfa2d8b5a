import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkImports } from "./check-imports.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relais-imports-"));
  write("package.json", JSON.stringify({ workspaces: ["packages/*", "server", "missing/*"] }));
  workspace("packages/protocol", "@relais/protocol");
  workspace("packages/core", "@relais/core", ["@relais/protocol"]);
  workspace("server", "@relais/server", ["@relais/core", "@relais/protocol"]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function workspace(path, name, dependencies = []) {
  const declared = Object.fromEntries(dependencies.map((dependency) => [dependency, "0.1.0"]));
  write(`${path}/package.json`, JSON.stringify({ name, dependencies: declared }));
}

describe("checkImports", () => {
  it("is content with imports along the arrows and within a workspace", () => {
    write(
      "packages/core/src/a.ts",
      'import type { Id } from "@relais/protocol";\nimport "./b.ts";',
    );
    write("server/src/main.ts", 'const core = await import("@relais/core/testing");');
    expect(checkImports(folder)).toEqual([]);
  });

  it("finds an import against the arrows", () => {
    write("packages/protocol/src/a.ts", 'export {\n  b,\n} from "@relais/core";');
    expect(checkImports(folder)).toEqual([
      "packages/protocol/src/a.ts: protocol must not import @relais/core.",
    ]);
  });

  it("finds a declared dependency against the arrows", () => {
    workspace("packages/client", "@relais/client", ["@relais/core"]);
    expect(checkImports(folder)).toEqual([
      "packages/client/package.json: client must not depend on @relais/core.",
    ]);
  });

  it("finds an import that package.json does not declare", () => {
    workspace("packages/realtime", "@relais/realtime", ["@relais/core"]);
    write("packages/realtime/src/a.tsx", "import { x } from '@relais/protocol';");
    expect(checkImports(folder)).toEqual([
      "packages/realtime/src/a.tsx: @relais/protocol is not declared in packages/realtime/package.json.",
    ]);
  });

  it("finds a relative import that leaves its workspace", () => {
    write("server/src/main.ts", 'import { x } from "../../packages/core/src/a.ts";');
    expect(checkImports(folder)).toEqual([
      'server/src/main.ts: "../../packages/core/src/a.ts" leaves server.',
    ]);
  });

  it("finds a workspace that does not exist", () => {
    write("server/src/main.ts", 'import "@relais/nowhere";');
    expect(checkImports(folder)).toEqual([
      "server/src/main.ts: there is no workspace @relais/nowhere.",
    ]);
  });

  it("does not look into what was installed or built", () => {
    write("server/node_modules/x/a.js", 'import "@relais/nowhere";');
    write("server/dist/a.js", 'import "@relais/nowhere";');
    expect(checkImports(folder)).toEqual([]);
  });
});
