import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const STATEMENT =
  /^(?:import|export|declare|interface|type|class|abstract|function|const|enum|namespace)\b/;
const DECLARED =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:interface|type|class|function|const|let|enum|namespace) ([\w$]+)/;
const CLAUSE =
  /^(import|export)(?: type)? (?:([\w$]+)(?:, )?)?(?:\* as ([\w$]+)|(\*)|\{([^}]*)\})?(?: from)? ?"?([^";]*)"?;?$/s;

/**
 * Reads the declarations that tsc wrote below `emitted`, as far as they belong to the package in `folder`. tsc starts
 * every statement at the left margin and indents the rest, which is all that is used of their form.
 */
export function readModules(emitted, folder) {
  const cache = new Map();

  function moduleOf(path) {
    if (!cache.has(path))
      cache.set(path, parse(readFileSync(join(emitted, declarationFile(path)), "utf8")));
    return cache.get(path);
  }

  /** Where a name of a module comes from: `{ id, path, declaration }`, or `{ from }` when it is another package's. */
  function find(path, name) {
    const { declarations, links } = moduleOf(path);
    const declaration = declarations.get(name);
    if (declaration !== undefined) return { id: `${path}#${name}`, path, declaration };
    const link = links.get(name);
    if (link === undefined) return undefined;
    return link.from.startsWith(".")
      ? find(join(dirname(path), link.from), link.name)
      : { from: link.from };
  }

  function exportsOf(path) {
    const { exported, stars } = moduleOf(path);
    const own = [...exported].map(([name, local]) => ({ name, found: find(path, local) }));
    return [
      ...own.filter(({ found }) => found !== undefined),
      ...stars.flatMap((from) =>
        from.startsWith(".")
          ? exportsOf(join(dirname(path), from))
          : [{ name: "*", found: { from } }],
      ),
    ];
  }

  function referencesOf({ path, declaration }) {
    const names = new Set(declaration.match(/[A-Za-z_$][\w$]*/g));
    return [...names]
      .map((name) => find(path, name))
      .filter((found) => found?.declaration !== undefined && found.path.startsWith(folder));
  }

  function declarationFile(path) {
    const file = path.replace(/\.tsx?$/, ".d.ts");
    if (!existsSync(join(emitted, file))) throw new Error(`tsc wrote no declarations for ${path}`);
    return file;
  }

  return { exportsOf, referencesOf };
}

/** The declarations of a module by name, what it exports (name outside -> inside) and its links to others. */
function parse(text) {
  const module = { declarations: new Map(), exported: new Map(), links: new Map(), stars: [] };
  for (const statement of statementsOf(text)) {
    const name = DECLARED.exec(statement)?.[1];
    if (name === undefined) addClause(module, statement);
    else {
      const before = module.declarations.get(name);
      const plain = statement.replace(/^(?:export )?(?:default )?(?:declare )?/, "");
      module.declarations.set(name, before === undefined ? plain : `${before}\n${plain}`);
      if (statement.startsWith("export ")) module.exported.set(name, name);
    }
  }
  return module;
}

function statementsOf(text) {
  const statements = [];
  for (const line of text.split("\n")) {
    if (STATEMENT.test(line)) statements.push(line);
    else if (line.trim() !== "" && statements.length > 0)
      statements.push(`${statements.pop()}\n${line}`);
  }
  return statements;
}

function addClause(module, statement) {
  const match = CLAUSE.exec(statement);
  if (match === null) return;
  const [, keyword, byDefault, space, star, list, from = ""] = match;
  if (keyword === "export" && star !== undefined) module.stars.push(from);
  if (byDefault !== undefined && keyword === "import")
    module.links.set(byDefault, { from, name: "default" });
  if (space !== undefined) module.links.set(space, { from, name: "*" });
  for (const item of (list ?? "").split(",")) {
    const [inside, outside] = item
      .trim()
      .replace(/^type /, "")
      .split(" as ");
    if (inside === "") continue;
    if (keyword === "import") module.links.set(outside ?? inside, { from, name: inside });
    else {
      module.exported.set(outside ?? inside, inside);
      if (from !== "") module.links.set(inside, { from, name: inside });
    }
  }
}
