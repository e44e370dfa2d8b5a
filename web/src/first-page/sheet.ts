/** A rule of a style sheet, read once and asked for every page. */
type Rule = {
  /** What stands before its braces. */
  head: string;
  /** What stands in them. */
  body: string | readonly Rule[];
  /** For each of its selectors the classes without which it never applies. */
  needs: readonly (readonly string[])[];
};

export type Sheet = readonly Rule[];

/** At-rules whose braces hold rules again. */
const holdsRules = /^@(?:layer|media|supports|container)\b/;
/** Nothing moves before the app is there. */
const movement = /^@keyframes\b/;
const always = [[]];

/** The rules of a packed sheet, in their order. */
export function readSheet(css: string): Sheet {
  return piecesOf(css).flatMap(({ head, body }): Rule[] => {
    if (movement.test(head)) return [];
    if (body !== "" && holdsRules.test(head))
      return [{ head, body: readSheet(body), needs: always }];
    return [{ head, body, needs: head.startsWith("@") ? always : needsOf(head) }];
  });
}

/**
 * What of a sheet applies to this markup: the first page carries no more. A rule stays when every class that one of its
 * selectors asks for is there, and whenever that cannot be said.
 */
export function usedOf(sheet: Sheet, markup: string): string {
  const used = new Set(
    [...markup.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = ""]) =>
      names.replaceAll("&amp;", "&").split(" "),
    ),
  );
  return textOf(sheet, used);
}

function textOf(sheet: Sheet, used: ReadonlySet<string>): string {
  return sheet
    .map(({ head, body, needs }) => {
      if (body === "") return `${head};`;
      if (!needs.some((classes) => classes.every((name) => used.has(name)))) return "";
      const inside = typeof body === "string" ? body : textOf(body, used);
      return inside === "" ? "" : `${head}{${inside}}`;
    })
    .join("");
}

const className = /\.((?:\\[0-9a-f]{1,6} ?|\\.|[\w-])+)/gi;

const needsOf = (selectors: string): string[][] =>
  splitAtCommas(selectors).map((selector) => {
    // What stands in the brackets of :is, :where and :not says nothing for sure.
    const sure = selector.replace(/(?<!\\)\((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\)/g, "");
    return [...sure.matchAll(className)].map(([, name = ""]) => unescaped(name));
  });

const unescaped = (name: string): string =>
  name
    .replace(/\\([0-9a-f]{1,6}) ?/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\\(.)/g, "$1");

function splitAtCommas(selectors: string): string[] {
  let depth = 0;
  const parts = [""];
  for (const one of selectors.match(/\\.|[^]/g) ?? []) {
    if (one === "(" || one === "[") depth += 1;
    if (one === ")" || one === "]") depth -= 1;
    if (one === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += one;
  }
  return parts;
}

/** What stands before and in each outermost pair of braces; of a statement only what stands before its semicolon. */
function piecesOf(css: string): { head: string; body: string }[] {
  const pieces: { head: string; body: string }[] = [];
  let depth = 0;
  let head = "";
  let from = 0;
  for (const { 0: token, index } of css.matchAll(/"(?:\\.|[^"\\])*"|\\.|[{};]/g)) {
    if (token === ";" && depth === 0) {
      pieces.push({ head: css.slice(from, index), body: "" });
      from = index + 1;
    } else if (token === "{") {
      depth += 1;
      if (depth > 1) continue;
      head = css.slice(from, index);
      from = index + 1;
    } else if (token === "}") {
      depth -= 1;
      if (depth > 0) continue;
      const body = css.slice(from, index);
      if (body !== "") pieces.push({ head, body });
      from = index + 1;
    }
  }
  return pieces;
}
