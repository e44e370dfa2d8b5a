// What a browser loads holds no schema library: checked where it is written, before a budget of bytes tells it late.
//
// A module of the protocol that imports zod, or a module that does, is heavy: its schemas are made when it is loaded,
// so that taking one plain value of it takes the library as well.

import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const LIBRARY = "zod";
const STATEMENT = /^(import|export)\s+(type\s+)?(?:([^"';]*?)\s*from\s*)?["']([^"'\n]+)["']/gm;
const DECLARED = /^export (?:const|let|function|async function|class|enum) (\w+)/gm;
const ON_DEMAND = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** Names of the values that a module leads to the schema library by, with the file they are made in. */
export function heavyNames(index) {
  const modules = new Map();
  visit(index, modules);
  return new Map(exportsOf(index, modules).filter(([, file]) => modules.get(file).heavy));
}

/** The heavy values that a source imports by name, and whether it takes the protocol whole. */
export function heavyImports(text, name, heavy) {
  const taken = statementsIn(text).filter(({ from, typeOnly }) => from === name && !typeOnly);
  const names = taken.flatMap(({ names: all }) => all ?? ["*"]);
  const onDemand = [...text.matchAll(ON_DEMAND)].some((match) => match[1] === name);
  return [...names, ...(onDemand ? ["*"] : [])].filter((one) => one === "*" || heavy.has(one));
}

function visit(file, modules) {
  if (modules.has(file)) return;
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const statements = statementsIn(text);
  const module = { statements, declared: [...text.matchAll(DECLARED)].map((match) => match[1]) };
  modules.set(file, module);
  const needed = statements.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from);
  const files = needed.filter((from) => from.startsWith(".")).map((from) => at(file, from));
  for (const one of files) visit(one, modules);
  module.heavy = needed.includes(LIBRARY) || files.some((one) => modules.get(one).heavy);
}

function exportsOf(file, modules) {
  const { declared, statements } = modules.get(file);
  return [
    ...declared.map((name) => [name, file]),
    ...statements
      .filter(({ kind, typeOnly, from }) => kind === "export" && !typeOnly && from.startsWith("."))
      .flatMap(({ from, names }) =>
        exportsOf(at(file, from), modules).filter(
          ([name]) => names === null || names.includes(name),
        ),
      ),
  ];
}

const at = (file, specifier) => resolve(dirname(file), specifier);

/** `names` is null when the statement takes all there is. */
function statementsIn(text) {
  return [...text.matchAll(STATEMENT)].map(([, kind, type, what, from]) => {
    const names = namesIn(what ?? "");
    const onlyTypes = names !== null && names.length === 0 && what !== undefined;
    return { kind, from, names, typeOnly: type !== undefined || onlyTypes };
  });
}

function namesIn(what) {
  const list = /\{([^}]*)\}/.exec(what)?.[1];
  if (list === undefined) return what === "" ? [] : null;
  return list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && !one.startsWith("type "))
    .map((one) => one.split(/\s+as\s+/)[0]);
}
