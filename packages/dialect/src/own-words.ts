import { type Actor, RefusedError } from "@relais/core";
import type { Role } from "@relais/protocol";
import type { DialectApp, DialectServices } from "./dialect.ts";

/**
 * What a client says about itself is held against its token, and never stored: a lie is refused.
 *
 * Refuses: forbidden.
 */
export function checkOwnWords(
  actor: Actor,
  body: unknown,
  roles: Readonly<Record<Role, string>>,
): void {
  if (typeof body !== "object" || body === null) return;
  const truth: Record<string, string> = {
    sender_id: actor.id,
    user_id: actor.id,
    changed_by: actor.id,
    organization_id: actor.organization_id,
    sender_name: actor.full_name,
    changed_by_name: actor.full_name,
    sender_type: roles[actor.role],
  };
  for (const [name, value] of Object.entries(truth)) {
    const said = (body as Record<string, unknown>)[name];
    if (said !== undefined && said !== null && said !== value) throw new RefusedError("forbidden");
  }
}

/** Looks at every body of this scope that is JSON, before anything that it does not expect is left out of it. */
export function refuseLies(
  app: DialectApp,
  { actorOf }: DialectServices,
  roles: Readonly<Record<Role, string>>,
): void {
  app.addHook("preValidation", async (request) => {
    checkOwnWords(actorOf(request), request.body, roles);
  });
}
