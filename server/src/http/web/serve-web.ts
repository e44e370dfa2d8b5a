import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { type Log, RefusedError } from "@relais/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../refuse.ts";
import type { App, Services } from "../route.ts";
import { type Headers, withStyles } from "../security-headers.ts";
import { moduleIn } from "./drawn-page.ts";
import { serveLinkPage } from "./link-page.ts";
import { missingBuildPage } from "./missing-build.ts";
import { serveSamePages } from "./same-pages.ts";
import { styleHashes } from "./style-hashes.ts";

/** Paths of the API and of the operator: an unknown one is an unknown call, never the app. */
const notTheApp = /^\/(?:v\d+|files|api|docs|openapi\.json|healthz|readyz|metrics)(?:[/?]|$)/;

declare module "fastify" {
  interface FastifyReply {
    /** Sites that may show this page in a frame; null: none. */
    framedBy: readonly string[] | null;
  }
}

const forEver = "public, max-age=31536000, immutable";
const forAWhile = "public, max-age=300, stale-while-revalidate=86400";

export type WebOptions = {
  app: App;
  /** The built web app. */
  folder: string;
  headers: (framedBy: readonly string[]) => Headers;
  /** The sites that may frame the chat of a site key. */
  framedBy: (siteKey: string) => Promise<readonly string[]>;
  services: Pick<Services, "core" | "demo" | "rates">;
  log: Log;
};

/**
 * The built web app. Its assets carry a hash of their content in their name and are kept for ever; the
 * page that names them is asked for again every time. Every path of the app answers with that page; that of a
 * customer's link is drawn already.
 */
export async function serveWeb(options: WebOptions): Promise<void> {
  const { app, folder, headers, framedBy } = options;
  const usual = headers([]);
  const asPage = (reply: FastifyReply, styles: readonly string[] = []): void => {
    const own = reply.framedBy === null ? usual : headers(reply.framedBy);
    for (const [name, value] of withStyles(own, styles)) reply.header(name, value);
  };
  const stylesOf = styleHashes();
  app.decorateReply("framedBy", null);

  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/",
    index: false,
    cacheControl: false,
    preCompressed: true,
    dotfiles: "ignore",
    suppressWarning: true,
    setHeaders(reply, sent) {
      // What was packed at build time lies beside what it is a copy of.
      const path = sent.replace(/\.(?:br|gz)$/, "");
      const hashed = path.startsWith(join(folder, "assets"));
      // A script or a style is no page: what a page must say of itself would only weigh on a slow link. The
      // service worker is one that makes requests of its own, under the policy that came with it.
      const onSites = path === join(folder, "embed.js");
      if (hashed || onSites || path === join(folder, "first.js"))
        reply.header("x-content-type-options", "nosniff");
      else asPage(reply, path === join(folder, "index.html") ? stylesOf(path) : []);
      // Other people's pages load it: they may, and need not ask for it at each of them.
      if (onSites) reply.header("cross-origin-resource-policy", "cross-origin");
      reply.header("cache-control", hashed ? forEver : onSites ? forAWhile : "no-cache");
    },
  });

  // The one page that others may frame: those sites whose chat it is.
  app.get<{ Params: { site: string } }>(
    "/embed/:site",
    { schema: { hide: true } },
    async (request, reply) => {
      if (!existsSync(join(folder, "index.html"))) return sendMissing(reply);
      const sites = await framedBy(request.params.site);
      reply.framedBy = sites.length > 0 ? sites : null;
      return reply.sendFile("index.html", folder);
    },
  );

  const sendMissing = (reply: FastifyReply) => {
    asPage(reply);
    return reply
      .code(503)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(missingBuildPage);
  };

  const sendApp = (request: FastifyRequest, reply: FastifyReply) => {
    if (!wantsPage(request)) return refuse(request, reply, new RefusedError("not_found"));
    if (existsSync(join(folder, "index.html"))) return reply.sendFile("index.html", folder);
    return sendMissing(reply);
  };
  const drawing = { ...options, headers: usual, wantsPage, sendApp };
  const module = moduleIn(folder);
  serveLinkPage(drawing, module);
  serveSamePages(drawing, module);
  app.setNotFoundHandler(sendApp);
}

function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (notTheApp.test(request.url)) return false;
  const { pathname } = new URL(request.url, "http://server");
  // A file that is not there is not a page of the app.
  if (/\.[a-z0-9]+$/i.test(pathname)) return false;
  return request.headers.accept?.includes("text/html") ?? false;
}
