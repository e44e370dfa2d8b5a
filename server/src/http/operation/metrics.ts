import { createHash, timingSafeEqual } from "node:crypto";
import { type Core, RefusedError } from "@relais/core";
import type { Realtime } from "@relais/realtime";
import type { FastifyRequest } from "fastify";
import type { App } from "../route.ts";
import type { Counts } from "./counts.ts";

export type Measured = {
  readonly counts: Counts;
  readonly core: Core;
  readonly realtime: Realtime;
};

/**
 * Prometheus reads here: with the operator's token where there is one, else from this machine alone, so that nobody
 * outside learns how much work there is (decision 49). Everybody else finds nothing. Counts by route and code,
 * nothing about a person. The library is loaded at the first question.
 */
export function metrics(app: App, token: string | undefined, measured: Measured): void {
  const { counts, core, realtime } = measured;
  let page: Promise<() => Promise<{ type: string; text: string }>> | undefined;
  let said = false;
  app.get(
    "/metrics",
    { config: { always: true }, schema: { hide: true } },
    async (request, reply) => {
      if (token !== undefined && !brings(request, token)) throw new RefusedError("unauthenticated");
      if (token === undefined && !isLocal(request)) {
        const hint =
          "Somebody on another machine asked for /metrics, which only this one may read: set RELAIS_METRICS_TOKEN to let whoever brings it.";
        if (!said) core.log.info({}, hint);
        said = true;
        throw new RefusedError("not_found");
      }
      page ??= import("./metrics-page.ts").then(({ createMetricsPage }) =>
        createMetricsPage(counts, core, realtime),
      );
      const { type, text } = await (await page)();
      return reply.type(type).send(text as unknown as never);
    },
  );
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compared in a time that says nothing of how much of it was right. */
function brings({ headers }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}

/** By the connection itself: what a proxy on this machine passes on says so, and is from elsewhere. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  const passedOn = ["x-forwarded-for", "forwarded", "via", "x-real-ip"].some(
    (name) => name in headers,
  );
  return !passedOn && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? "");
}
