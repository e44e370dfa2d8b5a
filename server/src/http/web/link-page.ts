import { isLinkToken, lookThroughLink, RefusedError } from "@relais/core";
import type { LinkSight } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { languageOf } from "../language.ts";
import type { Services } from "../route.ts";
import { withStyles } from "../security-headers.ts";
import { type DrawnPageOptions, isProgram, type Module } from "./drawn-page.ts";
import { packed } from "./packed.ts";

/**
 * The customer's link. Its page holds already what the app will show: on a slow link the scripts come seconds
 * later. Whoever asks for it has not come yet: nothing is noted. Where it cannot be drawn, the app comes alone.
 */
export function serveLinkPage(options: DrawnPageOptions, module: Module): void {
  const { app, services, headers, wantsPage, sendApp, log } = options;
  /** What is seen, and how it looks; null where only the app can say it. */
  const draw = async (request: FastifyRequest) => {
    try {
      const seen = await look(services, request);
      if (seen === null) return null;
      const { drawFirstPage } = await module.load();
      const page = await drawFirstPage({ page: "link", seen, language: languageOf(request) });
      return { seen, ...page };
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
      if (!wantsPage(request) || isProgram(request) || !module.exists())
        return sendApp(request, reply);
      const page = await draw(request);
      if (page === null) return sendApp(request, reply);
      for (const [name, value] of withStyles(headers, page.styleHashes)) reply.header(name, value);
      reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
      if (typeof page.seen === "string") reply.code(page.seen === "unknown" ? 404 : 410);
      return packed(request, reply, page.html);
    },
  );
}

type Seen = LinkSight | "unknown" | "revoked" | "expired";

const problems: Partial<Record<string, Seen>> = {
  link_unknown: "unknown",
  link_revoked: "revoked",
  link_expired: "expired",
};

/** What is seen through the link; null where that cannot be said now. */
async function look(
  { core, rates }: Pick<Services, "core" | "rates">,
  request: FastifyRequest,
): Promise<Seen | null> {
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
