import type { Core } from "@relais/core";
import type { App } from "../route.ts";

/** A database that takes longer is as good as absent: others should be asked. */
const patienceMs = 2_000;

/** Ready for work: the database answers, and the server is not going down. */
export function readyz(app: App, core: Core, isDraining: () => boolean): void {
  app.get(
    "/readyz",
    { config: { always: true }, schema: { hide: true } },
    async (_request, reply) => {
      const state = isDraining() ? "draining" : (await answers(core)) ? "ready" : "no database";
      return reply
        .code(state === "ready" ? 200 : 503)
        .type("text/plain; charset=utf-8")
        .send(`${state}\n`);
    },
  );
}

async function answers(core: Core): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), patienceMs);
  const asked = core.pool.query("select 1").then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
