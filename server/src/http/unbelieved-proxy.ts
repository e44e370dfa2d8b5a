import type { Log } from "@relais/core";
import type { App } from "./route.ts";

/** Says once that a proxy names who comes and is not believed: people notice only when all are slowed down for one. */
export function warnOfUnbelievedProxy(
  app: Pick<App, "addHook">,
  publicUrl: string | undefined,
  log: Log,
): void {
  if (publicUrl !== undefined) return;
  let said = false;
  app.addHook("onRequest", (request, _reply, done) => {
    if (!said && request.headers["x-forwarded-for"] !== undefined) {
      said = true;
      log.warn(
        {},
        "A proxy stands in front and PUBLIC_URL is not set, so all who come count as one address: put there the address that people type.",
      );
    }
    done();
  });
}
