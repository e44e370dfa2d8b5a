import type { App } from "../route.ts";

/** Alive: this process answers. Says nothing of the database; see /readyz. */
export function healthz(app: App): void {
  app.get(
    "/healthz",
    { config: { always: true }, schema: { hide: true } },
    (_request, reply) => void reply.type("text/plain; charset=utf-8").send("ok\n"),
  );
}
