import { readFile } from "node:fs/promises";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { describingApp } from "./describe.ts";

export const referencePath = "/api/docs";

const icon = new URL("../../../web/public/icons/icon.svg", import.meta.url);

/** Its page sets styles of its own; nothing else is looser than on ours. */
const policy = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'", "data:"],
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
};

/** What a group is about stands below its name where there is no room beside it. */
const narrow = `@media (max-width: 640px) {
  .swagger-ui .opblock-tag { flex-wrap: wrap; }
  .swagger-ui .opblock-tag > a { flex: 1; }
  .swagger-ui .opblock-tag small { flex: 1 0 100%; order: 1; padding: 0; }
  .swagger-ui .opblock .opblock-summary-path { max-width: none; word-break: break-word; }
}`;

/** The reference as a page in which one may try every call. */
export async function referenceApp(): Promise<FastifyInstance> {
  const app = await describingApp();
  const content = await readFile(icon);
  const type = "image/svg+xml";
  await app.register(swaggerUi, {
    routePrefix: referencePath,
    staticCSP: policy,
    // Closed at first: which APIs there are is seen at once, and an address may lead into one.
    uiConfig: {
      docExpansion: "none",
      deepLinking: true,
      filter: true,
      persistAuthorization: false,
    },
    logo: { type, content, href: "/", target: "_self" },
    theme: {
      title: "Relais · API",
      css: [{ filename: "narrow.css", content: narrow }],
      favicon: [{ filename: "icon.svg", rel: "icon", sizes: "any", type, content }],
    },
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff").header("referrer-policy", "no-referrer");
  });
  await app.ready();
  return app;
}
