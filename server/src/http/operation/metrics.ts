import type { Core } from "@relais/core";
import type { Realtime } from "@relais/realtime";
import type { App } from "../route.ts";
import type { Counts } from "./counts.ts";

/**
 * Prometheus reads here. Open to everyone who reaches the server, and harmless: counts by route and
 * code, nothing about a person. The library is loaded at the first question.
 */
export function metrics(app: App, counts: Counts, core: Core, realtime: Realtime): void {
  let page: Promise<() => Promise<{ type: string; text: string }>> | undefined;
  app.get(
    "/metrics",
    { config: { always: true }, schema: { hide: true } },
    async (_request, reply) => {
      page ??= import("./metrics-page.ts").then(({ createMetricsPage }) =>
        createMetricsPage(counts, core, realtime),
      );
      const { type, text } = await (await page)();
      return reply.type(type).send(text as unknown as never);
    },
  );
}
