import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Accent, FirstPage, FirstPageOrder } from "@relais/protocol";
import { accentSheet } from "../session/accent.ts";
import { darkBySystem } from "./dark.ts";
import { readSheet, usedOf } from "./sheet.ts";

/** The built app, in which the built first page lies. */
const built = new URL("../", import.meta.url);
const shell = readFileSync(new URL("index.html", built), "utf8");

/** What fills the page. */
const application = /<script type="module"[^>]* src="([^"]+)"><.script>\s*/;
const app = application.exec(shell)?.[1] ?? "";
const styles = /<style>([^]*?)<\/style>/;
const everything = styles.exec(shell)?.[1] ?? "";

/** Until the app has drawn its own, it stands unseen behind what is read; what it cannot do yet looks like it. */
const whileWaiting =
  "[data-known] #first-page{display:none}" +
  "#first-page~#root{position:fixed;inset:0;visibility:hidden}" +
  "[data-first-page] *{animation-duration:0s!important;animation-delay:0s!important}" +
  // As in the app, where words take the place of what can be sent with a tap, and the field grows with them.
  "#first-page form:has(textarea:not(:placeholder-shown)) .quick-bar{display:none}" +
  "#first-page textarea{field-sizing:content;block-size:auto}" +
  "#first-page :disabled,#first-page [aria-disabled]{opacity:.55;pointer-events:none}" +
  // What is said stays as it is: an answered message, a reaction.
  "#first-page [role=log] :disabled{opacity:1}" +
  // What stands at its foot is seen when all of it has come, else every piece of the answer would push it up.
  "#first-page:not(:has(~#root)){visibility:hidden}#first-page header{visibility:visible}" +
  // Later than scripts take over 2G.
  ".still-waiting{block-size:0;min-block-size:0;padding-block:0;border-width:0;overflow:clip;visibility:hidden}" +
  "#first-page .still-waiting{animation:still-waiting 1ms 15s forwards!important}" +
  "@keyframes still-waiting{to{block-size:auto;min-block-size:3.25rem;padding-block:.25rem;border-block-start-width:1px;visibility:visible}}" +
  "noscript:has(p)~.still-waiting{display:none}";

const sheet = readSheet(darkBySystem(everything).replace(/\/\*[^]*?\*\//g, ""));

const hiddenFromSearch = '\n    <meta name="robots" content="noindex">';

type Way = "guest" | "door";

type Drawn = Pick<FirstPageOrder, "language"> & {
  markup: string;
  /** The company's colour; absent where it is ours. */
  accent: Accent | undefined;
  /** What the app begins with instead of asking for it. */
  facts: object | null;
  /** Of the ways to a scene that the build knows, the one whose files come along. */
  way: Way;
  /** Whoever is signed in is not shown it: who that is, only a script can say, and is waited for. */
  leadsOn?: boolean;
};

/** The page of the app with what it will show already in it: the style as well, so that one answer is enough to read. */
export function documentOf({
  markup,
  language,
  accent,
  facts,
  way,
  leadsOn = false,
}: Drawn): FirstPage {
  const { html: page, rules } = withoutStyles(scriptless(stilled(markup)));
  const own = accent === undefined ? "" : darkBySystem(accentSheet(accent));
  const style = usedOf(sheet, page) + own + whileWaiting + rules;
  const html = shell
    .replace(/<html[^>]*>/, `<html lang="${language}" dir="ltr" data-first-page>`)
    .replace(styles, () => `<style>${style}</style>`)
    // What is read goes before what will run: the first script starts it.
    .replace(application, "")
    .replace("<head>", () => (way === "door" ? "<head>" : `<head>${hiddenFromSearch}`))
    .replace(/<script src="\/first\.js"([^>]*)>/, (_, told: string) =>
      scriptsOf(way, told, leadsOn),
    )
    .replace(/(?=<div id="root">)/, () => `<div id="first-page">${page}</div>`)
    // The whole style comes behind what is read, in the same answer. It applies when the app takes over.
    .replace("</body>", () => `${factsOf(facts)}<style media="print">${everything}</style></body>`)
    // Said in the page, in its place.
    .replace(/<noscript>[^<]*<.noscript>/, "");
  return { html, styleHashes: [style, everything].map(hashOf) };
}

const hashOf = (style: string): string => createHash("sha256").update(style).digest("base64");

/** Scripts that the way needs are named in the page, and wait for nothing; nothing waits for them. */
function scriptsOf(way: Way, told: string, waitedFor: boolean): string {
  const files = new RegExp(` data-${way}="([^"]*)"`).exec(told)?.[1] ?? "";
  const links = [app, ...files.split(" ")]
    .map((href) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="${href}">`)
    .join("");
  return `${links}<script${waitedFor ? "" : " async"} src="/first.js" data-app="${app}">`;
}

/** Nothing listens yet: only where one writes is open, and what is written there stays. */
const stilled = (markup: string): string =>
  markup
    .replaceAll("<button ", "<button disabled ")
    .replaceAll('<a href="tel:"', '<a role="link" aria-disabled="true"');

/** The renderer leaves out such elements: in the app nothing stands in them. */
const scriptless = (markup: string): string =>
  markup.replace(/<p class="scripts-off[^]*?<\/p>/, "<noscript>$&</noscript>");

/** No policy allows a style on an element: each becomes a rule of the sheet. A text holds no plain quotation mark. */
function withoutStyles(markup: string): { html: string; rules: string } {
  const numbers = new Map<string, number>();
  const html = markup.replace(/ style="([^"]*)"/g, (_, own: string) => {
    const number = numbers.get(own) ?? numbers.size;
    numbers.set(own, number);
    return ` data-look="${number}"`;
  });
  const rules = [...numbers].map(([own, number]) => `[data-look="${number}"]{${own}}`).join("");
  return { html, rules };
}

/** Inert: it is data, and nothing in it ends the element that it stands in. */
const factsOf = (facts: object | null): string =>
  facts === null
    ? ""
    : `<script type="application/json" id="first-facts">${JSON.stringify(facts).replaceAll("<", "\\u003c")}</script>`;
