import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../../server/src/testing/test-server.ts";
import { lastLines, runNpm } from "../steps/npm.mjs";
import { inProject } from "../steps/project.mjs";
import { runChild } from "../steps/run-child.mjs";
import { buildPackages } from "./build-packages.mjs";
import { filesIn } from "./files-in.mjs";
import { packPackages } from "./pack-packages.mjs";
import { readManifest, readPackages } from "./read-packages.mjs";

/** What the packages need, and an app beside them. Links to what the project has: nothing is fetched. */
const elsewhere =
  "zod idb linkifyjs lucide-react thumbhash virtua react react-dom @types/react @types/react-dom".split(
    " ",
  );

/** Outside of the project: nothing is found in a node_modules further up. */
const folder = mkdtempSync(join(tmpdir(), "relais-consumer-"));
const app = join(folder, "app");
const installed = (...path) => join(app, "node_modules", "@relais", ...path);

beforeAll(async () => {
  const built = await buildPackages(join(folder, "built"));
  mkdirSync(join(folder, "packed"));
  const packed = await packPackages(built, join(folder, "packed"));
  cpSync(inProject("scripts", "packages", "consumer"), app, { recursive: true });
  const dependencies = Object.fromEntries([
    ...readPackages().map(({ manifest }, index) => [manifest.name, `file:${packed[index]}`]),
    ...elsewhere.map((name) => [name, `file:${inProject("node_modules", name)}`]),
  ]);
  const manifest = { name: "consumer", private: true, type: "module", dependencies };
  writeFileSync(join(app, "package.json"), JSON.stringify(manifest));
  const args = ["install", "--offline", "--no-package-lock", "--cache", join(folder, "cache")];
  const { status, output } = await runNpm(args, { cwd: app });
  if (status !== 0) throw new Error(lastLines(output));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program of the consumer's writes. */
async function run(program, ...args) {
  const { status, output } = await runChild(process.execPath, [program, ...args], {
    quiet: true,
    cwd: app,
    // A program that does not end by itself has left something open.
    timeout: 60_000,
  });
  return { status, output };
}

describe("a package that is installed", () => {
  it.each(readPackages())(
    "$name has what runs, types, styles and maps, and no source",
    ({ name }) => {
      const files = filesIn(installed(name));
      expect(files).toContain("README.md");
      expect(files).toContain("LICENSE");
      expect(
        files.filter((file) => !/\.(?:js|d\.ts|js\.map|css|md|json)$|^LICENSE$/.test(file)),
      ).toEqual([]);
      expect(files.filter((file) => /\.(?:test|fixture)\./.test(file))).toEqual([]);
      const map = JSON.parse(readFileSync(installed(name, "index.js.map"), "utf8"));
      expect(map.sources).toEqual(["src/index.ts"]);
      expect(map.sourcesContent[0]).toContain("export");
    },
  );

  it.each(readPackages())(
    "$name says the version of the project, and of ours that one alone",
    ({ name }) => {
      const { version } = readManifest("package.json");
      const manifest = JSON.parse(readFileSync(installed(name, "package.json"), "utf8"));
      expect(manifest.version).toBe(version);
      const ours = Object.entries(manifest.dependencies).filter(([one]) =>
        one.startsWith("@relais/"),
      );
      for (const [, wanted] of ours) expect(wanted).toBe(version);
      expect(manifest).not.toHaveProperty("devDependencies");
      expect(manifest).not.toHaveProperty("private");
    },
  );

  it("leaves React to the app, which may have any version that the components work with", () => {
    const { peerDependencies, dependencies } = JSON.parse(
      readFileSync(installed("react", "package.json"), "utf8"),
    );
    expect(peerDependencies).toEqual({ react: ">=19" });
    expect(dependencies).not.toHaveProperty("react");
  });

  it("says that its components belong to the browser, for frameworks that draw on the server", () => {
    for (const entry of ["index.js", "headless.js", "claims/index.js"]) {
      expect(readFileSync(installed("react", entry), "utf8")).toMatch(/^"use client";/);
    }
  });
});

describe("an app with the installed packages", () => {
  it.each([
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])(
    "is checked strictly, their types included (module %s, resolution %s)",
    async (module, moduleResolution) => {
      const config = join(app, `tsconfig.${moduleResolution}.json`);
      const compilerOptions = {
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
        lib: ["ES2022", "DOM", "DOM.Iterable"],
        jsx: "react-jsx",
        target: "ES2022",
        module,
        moduleResolution,
      };
      writeFileSync(config, JSON.stringify({ compilerOptions, include: ["every-entry.tsx"] }));
      const tsc = inProject("node_modules", "typescript", "bin", "tsc");
      expect(await run(tsc, "-p", config)).toEqual({ status: 0, output: "" });
    },
  );

  it("talks over a real server, in Node", async () => {
    const server = await TestServer.start();
    try {
      expect(await run("talk.mjs", server.url)).toEqual({ status: 0, output: "delivered" });
    } finally {
      await server.stop();
    }
  });

  it("is tested with the fake server that comes along", async () => {
    expect(await run("fake.mjs")).toEqual({ status: 0, output: "conversation_closed" });
  });

  it("draws its components where there is no window", async () => {
    expect(await run("render.mjs")).toEqual({ status: 0, output: "6" });
  });
});

/** Those of the words that a text has. A whole bundle in a failure helps nobody. */
const within = (text, words) => words.filter((word) => text.includes(word));

describe("a bundle with the installed packages", () => {
  async function bundle(input) {
    const { output } = await build({
      root: join(app, "app"),
      configFile: false,
      logLevel: "error",
      // React as people get it, whatever this process is for.
      define: { "process.env.NODE_ENV": JSON.stringify("production") },
      build: { write: false, rolldownOptions: { input: join(app, "app", input) } },
    });
    const code = output.map(({ code: script = "" }) => script).join("\n");
    const style = output.find(({ fileName }) => fileName.endsWith(".css"))?.source ?? "";
    return { code, style: String(style) };
  }

  it("has the components and their whole stylesheet", async () => {
    const { code, style } = await bundle("index.html");
    expect(within(code, ["relais-writing"])).toEqual(["relais-writing"]);
    // Of the file itself, of one that it imports, and of the theme.
    const styles = [".relais-conversation", ".relais-writing", "--relais-brand"];
    expect(within(style, styles)).toEqual(styles);
  });

  it("has nothing of what was not asked for", async () => {
    const { code } = await bundle("client-only.ts");
    expect(within(code, ["/v1/conversations/"])).toHaveLength(1);
    // The claims API, the desk, administration, the components, the schemas of the protocol.
    const others = ["/claims/api/", "/v1/desk", "/v1/admin", "relais-writing", "ZodType"];
    expect(within(code, others)).toEqual([]);
  });
});
