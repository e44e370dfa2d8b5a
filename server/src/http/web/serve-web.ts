import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { RefusedError } from "@relais/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../refuse.ts";
import type { App } from "../route.ts";
import type { Headers } from "../security-headers.ts";
import { missingBuildPage } from "./missing-build.ts";

/** Paths of the API and of the operator: an unknown one is an unknown call, never the app. */
const notTheApp = /^\/(?:v\d+|files|api|docs|openapi\.json|healthz|readyz|metrics)(?:[/?]|$)/;

/**
 * The built web app. Its assets carry a hash of their content in their name and are kept for ever; the
 * page that names them is asked for again every time. Every path of the app answers with that page.
 */
export async function serveWeb(app: App, folder: string, headers: Headers): Promise<void> {
  const asPage = (reply: Pick<FastifyReply, "header">): void => {
    for (const [name, value] of headers) reply.header(name, value);
  };

  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/",
    index: false,
    cacheControl: false,
    preCompressed: true,
    dotfiles: "ignore",
    suppressWarning: true,
    setHeaders(reply, path) {
      const hashed = path.startsWith(join(folder, "assets"));
      // A script or a style is no page: what a page must say of itself would only weigh on a slow link. The
      // service worker is one that makes requests of its own, under the policy that came with it.
      if (hashed || path === join(folder, "first.js"))
        reply.header("x-content-type-options", "nosniff");
      else asPage(reply);
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });

  app.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return refuse(request, reply, new RefusedError("not_found"));
    if (existsSync(join(folder, "index.html"))) return reply.sendFile("index.html", folder);
    asPage(reply);
    return reply
      .code(503)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(missingBuildPage);
  });
}

function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (notTheApp.test(request.url)) return false;
  const { pathname } = new URL(request.url, "http://server");
  // A file that is not there is not a page of the app.
  if (/\.[a-z0-9]+$/i.test(pathname)) return false;
  return request.headers.accept?.includes("text/html") ?? false;
}
