import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Rolldown } from "vite";

const source = join(import.meta.dirname, "../src");
const scene = (path: string) => join(source, "scenes", path);

/** What every page of the app runs. */
const always = [join(source, "main.tsx")];
/** The two ways to a conversation: with an account, and by a customer's link. */
const member = [scene("shell/Workspace.tsx"), scene("conversation/Communication.tsx")];
const guest = [scene("guest/Guest.tsx")];
/** Where one signs in: what it has in common with a conversation must not bring all of that. */
const door = [scene("sign-in/SignIn.tsx")];
/** The framed page on other people's sites: the same conversation, with another door. */
const embedded = [scene("embed/Embed.tsx")];

/** Files that only pass on what others hold: importing them is no use of all that they list. */
const passesOn =
  /lucide-react[\\/]dist[\\/]esm[\\/]lucide-react\.mjs$|src[\\/]paraglide[\\/]messages(?:\.js|[\\/]_index\.js)$|packages[\\/]react[\\/]src[\\/](?:index|headless)\.ts$/;

type Context = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/**
 * What a slow link has to carry before a conversation is there, in few files instead of two dozen: each costs a
 * request, its headers, and what is packed apart packs worse. The rest is split by who needs it.
 */
export function firstChunks(): Rolldown.CodeSplittingNameFunction {
  let found: Map<string, string> | null = null;
  return (id, context) => {
    found ??= find(context);
    return found.get(id) ?? null;
  };
}

function find(context: Context): Map<string, string> {
  const atDoor = reachedFrom(door, context);
  const app = reachedFrom(always, context).union(reachedFrom(member, context).intersection(atDoor));
  const byLink = reachedFrom(guest, context).difference(app);
  const signedIn = reachedFrom(member, context).difference(app);
  const both = signedIn.intersection(byLink);
  // Of it only what is its own: what other scenes use as well would bring all of it to them.
  const framed = new Set(
    [
      ...reachedFrom(embedded, context).difference(app).difference(byLink).difference(signedIn),
    ].filter((id) => id.startsWith(scene("embed")) || /packages[\\/]widget/.test(id)),
  );
  // What other scenes have of the door as well, such as its fields, must not bring those scenes to it.
  const withDoor = new Set(
    [...atDoor.difference(app).difference(byLink)].filter((id) => !id.startsWith(scene("sign-in"))),
  );
  return new Map([
    ...named("app", app),
    ...named("door", withDoor),
    ...named("conversation", both),
    ...named("guest", byLink.difference(both)),
    ...named("member", signedIn.difference(both)),
    ...named("embed", framed),
  ]);
}

const named = (name: string, ids: ReadonlySet<string>) => [...ids].map((id) => [id, name] as const);

/** The modules that run when these do. What is imported later, when it is used, is not among them. */
function reachedFrom(entries: readonly string[], context: Context): Set<string> {
  const found = new Set<string>();
  const open = [...entries];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const module = context.getModuleInfo(id);
    if (found.has(id) || module === null || passesOn.test(id)) continue;
    found.add(id);
    const code = module.code ?? "";
    open.push(...module.importedIds, ...wordsIn(code), ...lists.flatMap((list) => list(code)));
  }
  return found;
}

const word = /\bm\.([a-z0-9_]+)\b/g;

/** The sentences that a module says. */
function wordsIn(code: string): string[] {
  return [...code.matchAll(word)].map(([, name]) =>
    join(source, "paraglide/messages", `${name}.js`),
  );
}

const iconList = createRequire(import.meta.url)
  .resolve("lucide-react")
  .replace(/cjs[\\/]lucide-react\.c?js$/, "esm/lucide-react.mjs");
const hooks = join(import.meta.dirname, "../../packages/react/src");

/** What a module takes out of the files that only pass on: the icons that it draws, the hooks that it uses. */
const lists = [
  takenFrom("lucide-react", iconList),
  takenFrom("@relais/react", join(hooks, "index.ts")),
  takenFrom("@relais/react/headless", join(hooks, "headless.ts")),
];

/** By the code of a module, the files that hold what it imports from `specifier`, whose list is `file`. */
function takenFrom(specifier: string, file: string): (code: string) => string[] {
  const holders = new Map(
    [...readFileSync(file, "utf8").matchAll(/^export \{([^}]*)\} from ["'](.*)["'];$/gm)].flatMap(
      ([, names = "", from = ""]) =>
        eachOf(names).map((name) => [exported(name), join(dirname(file), from)] as const),
    ),
  );
  const imports = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${specifier}["']`, "g");
  return (code) =>
    [...code.matchAll(imports)].flatMap(([, names = ""]) =>
      eachOf(names).flatMap((name) => holders.get(imported(name)) ?? []),
    );
}

function eachOf(names: string): string[] {
  return names.split(",").filter((name) => name.trim() !== "");
}

function imported(name: string): string {
  return (
    name
      .trim()
      .replace(/^type /, "")
      .split(" ")[0] ?? ""
  );
}

/** What a name of a list is called by those who import it: `default as House` is `House`. */
function exported(name: string): string {
  return name.trim().split(" ").at(-1) ?? "";
}
