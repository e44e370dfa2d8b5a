import { Parser } from "htmlparser2";
import { pageText } from "./page-text.ts";

export type Head = {
  readonly title: string | null;
  readonly description: string | null;
  readonly site: string | null;
  /** As it is written there. */
  readonly picture: string | null;
};

const titleCharacters = 160;
const descriptionCharacters = 300;
const siteCharacters = 60;

/** What a page says of itself in its head: Open Graph first, then what others read, then the page's own title. */
export function readHead(html: string): Head {
  const said = new Map<string, string>();
  let inTitle = false;
  let title: string | undefined;
  const parser = new Parser({
    onopentag(name, { property, name: called, content }) {
      inTitle = name === "title" && title === undefined;
      const key = (property ?? called)?.toLowerCase();
      if (name === "meta" && key !== undefined && content !== undefined && !said.has(key)) {
        said.set(key, content);
      }
    },
    ontext(text) {
      if (inTitle) title = (title ?? "") + text;
    },
    onclosetag(name) {
      if (name === "title") inTitle = false;
    },
  });
  parser.end(html);
  const first = (...names: string[]) =>
    names.map((name) => said.get(name)).find((value) => value !== undefined && value.trim() !== "");
  return {
    title: pageText(first("og:title", "twitter:title") ?? title, titleCharacters),
    description: pageText(
      first("og:description", "twitter:description", "description"),
      descriptionCharacters,
    ),
    site: pageText(first("og:site_name", "application-name"), siteCharacters),
    picture:
      first(
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
      ) ?? null,
  };
}
