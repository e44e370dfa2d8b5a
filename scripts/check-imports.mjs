// Checks which workspace imports what: `node scripts/check-imports.mjs [folder]`.
// - What a workspace imports from another one is declared in its package.json.
// - The arrows hold: protocol <- core <- realtime <- dialects <- server, protocol <- client <- react <- web, widget <- web.
// - No relative import leaves its workspace.
// - What a browser loads takes no value from a module of the protocol that needs the schema library.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { heavyImports, heavyNames } from "./schema-imports.mjs";
import { root } from "./steps/project.mjs";

/** What each kind of workspace may import. Workspaces that are not named here, such as tests, may import all. */
const ARROWS = {
  protocol: [],
  core: ["protocol"],
  realtime: ["protocol", "core"],
  dialect: ["protocol", "core", "realtime"],
  dialects: ["protocol", "core", "realtime", "dialect"],
  server: ["protocol", "core", "realtime", "dialect", "dialects"],
  client: ["protocol"],
  react: ["protocol", "client"],
  widget: [],
  web: ["protocol", "client", "react", "widget"],
};

/** Workspaces that a browser loads. Their tests may know schemas. */
const BROWSER = new Set(["client", "react", "widget", "web"]);
const TESTS = /\.test\.[cm]?[jt]sx?$|\/testing\//;

const SOURCE = /\.[cm]?[jt]sx?$/;
const NOT_SOURCES = new Set(["node_modules", "dist", "paraglide", "coverage"]);
/** `from "x"`, `import "x"` and `import("x")`, at the start of a statement or in a type. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\n]+)\1/g;

/** The faults of the project in `folder`, one sentence each, with the file where there is one. */
export function checkImports(folder) {
  const workspaces = readWorkspaces(folder);
  const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]));
  return workspaces.flatMap((workspace) => [
    ...Object.keys(workspace.declared)
      .filter((name) => byName.has(name) && !mayImport(workspace, byName.get(name)))
      .map(
        (name) => `${workspace.path}/package.json: ${workspace.kind} must not depend on ${name}.`,
      ),
    ...sourcesIn(workspace.folder).flatMap((file) => faultsIn(file, workspace, byName, folder)),
    ...(BROWSER.has(workspace.kind) ? schemaFaults(workspace, byName, folder) : []),
  ]);
}

function schemaFaults(workspace, byName, folder) {
  const protocol = byName.get("@relais/protocol");
  if (protocol === undefined) return [];
  const heavy = heavyNames(join(protocol.folder, "src", "index.ts"));
  return sourcesIn(workspace.folder)
    .map((file) => ({ file, where: pathIn(folder, file) }))
    .filter(({ where }) => !TESTS.test(where))
    .flatMap(({ file, where }) =>
      heavyImports(readFileSync(file, "utf8"), protocol.name, heavy).map((name) =>
        name === "*"
          ? `${where}: takes all of ${protocol.name}, and with it the schema library. Import by name.`
          : `${where}: "${name}" brings the schema library into the browser. Move what is needed into a module without schemas.`,
      ),
    );
}

const pathIn = (folder, file) => relative(folder, file).split(sep).join("/");

function faultsIn(file, workspace, byName, folder) {
  const where = pathIn(folder, file);
  return importsOf(readFileSync(file, "utf8")).flatMap((specifier) => {
    if (specifier.startsWith(".")) {
      const target = resolve(dirname(file), specifier);
      const inside = !relative(workspace.folder, target).startsWith("..");
      return inside ? [] : [`${where}: "${specifier}" leaves ${workspace.path}.`];
    }
    const name = packageName(specifier);
    if (!name.startsWith("@relais/") || name === workspace.name) return [];
    const imported = byName.get(name);
    if (imported === undefined) return [`${where}: there is no workspace ${name}.`];
    if (!mayImport(workspace, imported))
      return [`${where}: ${workspace.kind} must not import ${name}.`];
    if (workspace.declared[name] === undefined) {
      return [`${where}: ${name} is not declared in ${workspace.path}/package.json.`];
    }
    return [];
  });
}

function mayImport(workspace, imported) {
  const allowed = ARROWS[workspace.kind];
  return (
    allowed === undefined || workspace.name === imported.name || allowed.includes(imported.kind)
  );
}

function importsOf(text) {
  return [...text.matchAll(IMPORT)].map((match) => match[2]);
}

function packageName(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function readWorkspaces(folder) {
  const { workspaces } = readJson(join(folder, "package.json"));
  return workspaces
    .flatMap((pattern) => expand(folder, pattern))
    .filter((path) => existsSync(join(folder, path, "package.json")))
    .map((path) => {
      const { name, dependencies, devDependencies, peerDependencies } = readJson(
        join(folder, path, "package.json"),
      );
      const declared = { ...devDependencies, ...peerDependencies, ...dependencies };
      return { name, path, folder: join(folder, path), kind: kindOf(path), declared };
    });
}

/** `packages/core` is core, `dialects/garage` is dialects, `server` is server. */
function kindOf(path) {
  const [first, second] = path.split("/");
  return first === "packages" ? second : first;
}

/** npm's patterns, of which the project uses names and a closing star. */
function expand(folder, pattern) {
  if (!pattern.endsWith("/*")) return [pattern];
  const parent = pattern.slice(0, -2);
  if (!existsSync(join(folder, parent))) return [];
  return readdirSync(join(folder, parent))
    .filter((name) => statSync(join(folder, parent, name)).isDirectory())
    .map((name) => `${parent}/${name}`);
}

function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : sourcesIn(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (process.argv[1]?.endsWith("check-imports.mjs")) {
  const faults = checkImports(process.argv[2] ?? root);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
