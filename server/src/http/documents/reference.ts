import type { FastifyInstance } from "fastify";
import type { App } from "../route.ts";

/**
 * The reference of the API: `/openapi.json` for programs and `/api/docs` for people. Both are made when
 * first asked for; most servers never are, and none starts later because of them.
 */
export function serveReference(app: App): void {
  let json: Promise<string> | undefined;
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
    json ??= import("../../openapi/describe.ts").then(({ openapiJson }) => openapiJson());
    return reply.type("application/json; charset=utf-8").send((await json) as unknown as never);
  });

  let pages: Promise<FastifyInstance> | undefined;
  for (const url of ["/api/docs", "/api/docs/*"]) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      pages ??= openPages();
      const { routing } = await pages;
      // The page's own server answers; ours has done its part.
      reply.hijack();
      routing(request.raw, reply.raw);
    });
  }
  app.addHook("onClose", async () => (await pages)?.close());
}

async function openPages(): Promise<FastifyInstance> {
  const { referenceApp } = await import("../../openapi/reference-app.ts");
  return referenceApp();
}
