import { readFile } from "node:fs/promises";
import type { Language } from "@relais/protocol";
import { z } from "zod";
import { languageOf } from "../language.ts";
import type { App } from "../route.ts";
import { pageHeaders } from "../security-headers.ts";
import { guideStyle } from "./guide-style.ts";

const path = "/docs/communication";

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

  app.get(`${path}.css`, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header("cache-control", "no-cache")
      .type("text/css; charset=utf-8")
      .send(guideStyle as unknown as never),
  );
}

async function renderGuide(language: Language): Promise<string> {
  const file = new URL(`../../../../docs/user-guide.${language}.md`, import.meta.url);
  const [{ marked }, text] = await Promise.all([import("marked"), readFile(file, "utf8")]);
  const other = language === "fr" ? "en" : "fr";
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(text)} · Relais</title>
<link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${path}.css">
<nav><a href="/">Relais</a> <a href="?language=${other}" lang="${other}" hreflang="${other}">${
    { fr: "Français", en: "English" }[other]
  }</a></nav>
<main>
${await marked.parse(text)}</main>
</html>
`;
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "Relais";
}
