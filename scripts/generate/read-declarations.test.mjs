import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readModules } from "./read-declarations.mjs";

let emitted;
beforeEach(() => {
  emitted = mkdtempSync(join(tmpdir(), "relais-declarations-"));
});
afterEach(() => rmSync(emitted, { recursive: true, force: true }));

function write(path, text) {
  mkdirSync(dirname(join(emitted, path)), { recursive: true });
  writeFileSync(join(emitted, path), text);
}

it("follows what an entry exports to its declaration, and from there to what that uses", () => {
  write(
    "p/src/index.d.ts",
    'export { open as start } from "./open.ts";\nexport type { Id } from "@x/ids";\n',
  );
  write(
    "p/src/open.d.ts",
    'import type { Options } from "./options.ts";\ndeclare function hidden(): void;\nexport declare function open(options: Options): void;\n',
  );
  write("p/src/options.d.ts", "export type Options = {\n    name: string;\n};\n");
  const modules = readModules(emitted, "p");
  const [start, id] = modules.exportsOf("p/src/index.ts");
  expect(start.name).toBe("start");
  expect(start.found.declaration).toBe("function open(options: Options): void;");
  expect(id).toEqual({ name: "Id", found: { from: "@x/ids" } });
  const reached = modules.referencesOf(start.found).map((found) => found.id);
  expect(reached).toContain("p/src/options.ts#Options");
  expect(reached).not.toContain("p/src/open.ts#hidden");
});

it("passes on whole modules and keeps every form of a function", () => {
  write("p/src/index.d.ts", 'export * from "./send.ts";\n');
  write(
    "p/src/send.d.ts",
    "export declare function send(text: string): void;\nexport declare function send(bytes: Uint8Array): void;\n",
  );
  const [send] = readModules(emitted, "p").exportsOf("p/src/index.ts");
  expect(send.found.declaration.split("\n")).toHaveLength(2);
});
