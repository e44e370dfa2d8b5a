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

  describe("what a browser loads", () => {
    const protocol = (path, text) => write(`packages/protocol/src/${path}`, text);
    const client = (text, path = "a.ts") => write(`packages/client/src/${path}`, text);
    beforeEach(() => {
      workspace("packages/client", "@relais/client", ["@relais/protocol"]);
      protocol(
        "index.ts",
        'export * from "./message.ts";\nexport * from "./limits.ts";\nexport { part } from "./parts.ts";',
      );
      protocol(
        "parts.ts",
        'import { z } from "zod";\nexport const part = z.string();\nexport type Part = z.infer<typeof part>;',
      );
      protocol(
        "message.ts",
        'import {\n  part,\n} from "./parts.ts";\nexport const message = [part];\nexport const longest = 4_000;',
      );
      protocol(
        "limits.ts",
        'import type { Part } from "./parts.ts";\nexport const limits = {};\nexport function isShort(part: Part) {}',
      );
    });

    it("may take types of everything, and values of modules without schemas", () => {
      client(
        'import { isShort, limits, type Part } from "@relais/protocol";\nimport type { part } from "@relais/protocol";',
      );
      expect(checkImports(folder)).toEqual([]);
    });

    it.each([
      ["a schema", 'import { limits, part } from "@relais/protocol";', "part"],
      [
        "a plain value made beside schemas",
        'import {\n  type Part,\n  longest as most,\n} from "@relais/protocol";',
        "longest",
      ],
      ["what it only hands on", 'export { message } from "@relais/protocol";', "message"],
    ])("must not take %s", (_, text, name) => {
      client(text);
      expect(checkImports(folder)).toEqual([
        `packages/client/src/a.ts: "${name}" brings the schema library into the browser. Move what is needed into a module without schemas.`,
      ]);
    });

    it.each([
      ["at once", 'import * as protocol from "@relais/protocol";'],
      ["on demand", 'const protocol = await import("@relais/protocol");'],
      ["for others", 'export * from "@relais/protocol";'],
    ])("must not take all of it %s", (_, text) => {
      client(text);
      expect(checkImports(folder)).toEqual([
        "packages/client/src/a.ts: takes all of @relais/protocol, and with it the schema library. Import by name.",
      ]);
    });

    it("leaves tests and servers alone", () => {
      client('import { part } from "@relais/protocol";', "a.test.ts");
      client('import { part } from "@relais/protocol";', "testing/world.ts");
      write("server/src/a.ts", 'import { part } from "@relais/protocol";');
      expect(checkImports(folder)).toEqual([]);
    });
  });
});
