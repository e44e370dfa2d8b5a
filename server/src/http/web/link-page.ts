import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isLinkToken, lookThroughLink, RefusedError } from "@relais/core";
import type { FirstPageModule, FirstPageOrder } from "@relais/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import { languageOf } from "../language.ts";
import type { Services } from "../route.ts";
import { type Headers, withStyle } from "../security-headers.ts";
import { packed } from "./packed.ts";
import type { WebOptions } from "./serve-web.ts";

type LinkPageOptions = Pick<WebOptions, "app" | "folder" | "services" | "log"> & {
  headers: Headers;
  /** Whether the caller asks for a page. */
  wantsPage: (request: FastifyRequest) => boolean;
  /** Answers as everywhere in the app: with the page that the scripts fill. */
  sendApp: (request: FastifyRequest, reply: FastifyReply) => unknown;
};

/**
 * The customer's link. Its page holds already what the app will show: on a slow link the scripts come seconds
 * later. Whoever asks for it has not come yet: nothing is noted. Where it cannot be drawn, the app comes alone.
 */
export function serveLinkPage(options: LinkPageOptions): void {
  const { app, folder, services, headers, wantsPage, sendApp, log } = options;
  const place = join(folder, ".server/first-page.js");
  const moduleOf = remembered();
  /** What is seen, and how it looks; null where only the app can say it. */
  const draw = async (request: FastifyRequest) => {
    try {
      const seen = await look(services, request);
      if (seen === null) return null;
      const { drawFirstPage } = await moduleOf(place);
      return { seen, ...(await drawFirstPage({ seen, language: languageOf(request) })) };
    } catch (error) {
      log.error(
        { err: error },
        "The page of a customer's link was not drawn; the app comes alone.",
      );
      return null;
    }
  };
  app.get<{ Params: { token: string } }>(
    "/suivi/:token",
    { schema: { hide: true } },
    async (request, reply) => {
      // Only the program that asks for a preview knows what it is for: it is told nothing.
      reply.header("x-robots-tag", "noindex");
      if (!wantsPage(request) || isProgram(request) || !existsSync(place))
        return sendApp(request, reply);
      const page = await draw(request);
      if (page === null) return sendApp(request, reply);
      for (const [name, value] of withStyle(headers, page.styleHash)) reply.header(name, value);
      reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
      if (typeof page.seen === "string") reply.code(page.seen === "unknown" ? 404 : 410);
      return packed(request, reply, page.html);
    },
  );
}

/** The build's module, loaded with the first page, and again when the app was built anew: it names the app's files. */
function remembered(): (place: string) => Promise<FirstPageModule> {
  let builtAt = 0;
  let module: Promise<FirstPageModule> | null = null;
  return (place) => {
    const { mtimeMs } = statSync(place);
    if (module === null || mtimeMs !== builtAt) {
      module = import(`${pathToFileURL(place).href}?built=${mtimeMs}`) as Promise<FirstPageModule>;
    }
    builtAt = mtimeMs;
    return module;
  };
}

const problems: Partial<Record<string, FirstPageOrder["seen"]>> = {
  link_unknown: "unknown",
  link_revoked: "revoked",
  link_expired: "expired",
};

/** What is seen through the link; null where that cannot be said now. */
async function look(
  { core, rates }: Pick<Services, "core" | "rates">,
  request: FastifyRequest,
): Promise<FirstPageOrder["seen"] | null> {
  const { token } = request.params as { token: string };
  try {
    rates.look(request.ip);
    if (!isLinkToken(token)) return "unknown";
    return await lookThroughLink(core, token);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return problems[error.code] ?? null;
  }
}

/** Programs that draw previews of links, or read pages for a search: they say so. A telephone's name is no such word. */
const programs = /(?<!cu)bot\b|crawl|spider|preview|facebookexternalhit|whatsapp/i;

const isProgram = ({ headers }: FastifyRequest): boolean =>
  programs.test(headers["user-agent"] ?? "");
