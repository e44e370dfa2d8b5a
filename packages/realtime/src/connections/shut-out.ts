import type { Connection } from "./connection.ts";
import type { Registry } from "./registry.ts";

/** How long those of a suspended organization stay away at least before they ask again. */
const suspendedMilliseconds = 30_000;

/** Closes what is open here of sign-ins that have ended. */
export function endSignIns(registry: Registry, ids: ReadonlySet<string>): void {
  for (const [connection, actor] of identified(registry)) {
    if (!ids.has(actor.sign_in_id)) continue;
    connection.close(actor.guest === undefined ? "session_ended" : "link_ended");
  }
}

/** Closes what is open here of organizations that were suspended. */
export function endSuspended(registry: Registry, organizations: ReadonlySet<string>): void {
  for (const [connection, actor] of identified(registry)) {
    if (!organizations.has(actor.organization_id)) continue;
    // Spread out: they all ask again, for as long as it lasts.
    const afterMs = Math.round(suspendedMilliseconds * (1 + Math.random()));
    connection.close("organization_suspended", afterMs);
  }
}

type Actor = NonNullable<Connection["identity"]>["actor"];

function* identified(registry: Registry): Generator<[Connection, Actor]> {
  for (const connection of registry.all) {
    if (connection.identity !== undefined) yield [connection, connection.identity.actor];
  }
}
