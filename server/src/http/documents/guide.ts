import { readFile } from "node:fs/promises";
import { RefusedError } from "@relais/core";
import type { Language } from "@relais/protocol";
import { z } from "zod";
import { languageOf } from "../language.ts";
import type { App } from "../route.ts";
import { pageHeaders } from "../security-headers.ts";
import { guideStyle } from "./guide-style.ts";

const path = "/docs/communication";
const documents = new URL("../../../../docs/", import.meta.url);

/** The user guide: Markdown in docs/, read and rendered when somebody first opens it. */
export function serveGuide(app: App, publicUrl?: string): void {
  const headers = pageHeaders(publicUrl);
  const pages: Partial<Record<Language, Promise<string>>> = {};

  app.get(
    path,
    {
      schema: {
        hide: true,
        querystring: z.object({ language: z.enum(["fr", "en"]).optional().catch(undefined) }),
      },
    },
    async (request, reply) => {
      const language = request.query.language ?? languageOf(request);
      for (const [name, value] of headers) reply.header(name, value);
      reply.header("cache-control", "no-cache").header("vary", "accept-language");
      const page = await (pages[language] ??= renderGuide(language));
      return reply.type("text/html; charset=utf-8").send(page as unknown as never);
    },
  );

  app.get(
    "/docs/pictures/guide/:name",
    {
      schema: {
        hide: true,
        params: z.object({ name: z.string().regex(/^[a-z]+\.(fr|en)\.(light|dark)\.webp$/) }),
      },
    },
    async (request, reply) => {
      const file = new URL(`pictures/guide/${request.params.name}`, documents);
      const picture = await readFile(file).catch(() => {
        throw new RefusedError("not_found");
      });
      return reply
        .header("cache-control", "public, max-age=86400")
        .type("image/webp")
        .send(picture as unknown as never);
    },
  );

  app.get(`${path}.css`, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header("cache-control", "no-cache")
      .type("text/css; charset=utf-8")
      .send(guideStyle as unknown as never),
  );
}

async function renderGuide(language: Language): Promise<string> {
  const file = new URL(`user-guide.${language}.md`, documents);
  const [{ Marked }, text] = await Promise.all([import("marked"), readFile(file, "utf8")]);
  const other = language === "fr" ? "en" : "fr";
  const sections: { id: string; title: string }[] = [];
  const marked = new Marked({
    renderer: {
      heading({ depth, text: title, tokens }) {
        const words = this.parser.parseInline(tokens);
        if (depth !== 2) return `<h${depth}>${words}</h${depth}>\n`;
        const id = idOf(title);
        sections.push({ id, title: words });
        return `<h2 id="${id}">${words}</h2>\n`;
      },
      // A picture stands for itself; in a paragraph it could be no figure.
      paragraph({ tokens }) {
        const [only] = tokens;
        const words = this.parser.parseInline(tokens);
        return tokens.length === 1 && only?.type === "image" ? words : `<p>${words}</p>\n`;
      },
      image: ({ href, text: words }) => figureOf(href, words),
    },
  });
  const body = await marked.parse(text);
  const opening = body.indexOf("<h2");
  const contents = sections.map((one) => `<li><a href="#${one.id}">${one.title}</a></li>`);
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(text)} · Relais</title>
<link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${path}.css">
<nav class="top"><a href="/">Relais</a> <a href="?language=${other}" lang="${other}" hreflang="${other}">${
    { fr: "Français", en: "English" }[other]
  }</a></nav>
<main>
${body.slice(0, opening)}
<details class="contents"><summary>${{ fr: "Sur cette page", en: "On this page" }[language]}</summary>
<nav><ul>
${contents.join("\n")}
</ul></nav></details>
${body.slice(opening)}</main>
</html>
`;
}

const idOf = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");

/** The size of what `npm run pictures -- --guide` draws, so that nothing moves when it comes. */
function sizeOf(name: string): { width: number; height: number } {
  if (name === "desk") return { width: 1_280, height: 800 };
  return { width: 480, height: wholePictures.has(name) ? 977 : 600 };
}
const wholePictures = new Set(["link", "position", "step"]);

/** A picture in the light of the page; each is there in both. */
function figureOf(light: string, words: string): string {
  const name = /([a-z]+)\.(?:fr|en)\.light\.webp$/.exec(light)?.[1] ?? "";
  const { width, height } = sizeOf(name);
  const dark = light.replace(".light.", ".dark.");
  return `<figure${name === "desk" ? ` class="wide"` : ""}><picture>
<source srcset="${dark}" media="(prefers-color-scheme: dark)">
<img src="${light}" alt="" width="${width}" height="${height}" loading="lazy">
</picture><figcaption>${words}</figcaption></figure>
`;
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "Relais";
}
