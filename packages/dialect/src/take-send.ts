import { type Actor, RefusedError } from "@relais/core";
import type { DialectServices } from "./dialect.ts";

/** Refuses: too_many_requests, over the rate of messages that all entrances share. */
export function takeSend({ realtime }: Pick<DialectServices, "realtime">, actor: Actor): void {
  const wait = realtime.takeSend(actor.id);
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
}
