import type { AssignmentSettings } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { refuseOthers } from "../desk/policy.ts";
import { RefusedError } from "../errors.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { oneOf } from "@relais/protocol";

/** Off until an admin wants it: it changes whose work something is. */
const usual = { enabled: false, capacity: 8, away_minutes: 10 } as const;

/** Kinds of which work can be given by rule: somebody else than the customer says who does it. */
export const givableKinds = (kinds: KindRegistry, served: readonly string[]): string[] =>
  kinds
    .all()
    .filter(({ name, assignment }) => served.includes(name) && assignment !== "directed")
    .map(({ name }) => name);

/** How an organization wants work to be given; without a word from it, as usual. */
export async function settingsOf(
  core: Core,
  tx: Scoped,
  organizationId: string,
): Promise<AssignmentSettings> {
  const row = await tx
    .selectFrom("organization")
    .leftJoin("assignment_settings as s", "s.organization_id", "organization.id")
    .select([
      "organization.kinds as served",
      "s.enabled",
      "s.kinds",
      "s.capacity",
      "s.away_minutes",
    ])
    .where("organization.id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const givable = givableKinds(core.kinds, row.served);
  return {
    enabled: row.enabled ?? usual.enabled,
    kinds: (row.kinds ?? givable).filter((kind) => givable.includes(kind)),
    capacity: row.capacity ?? usual.capacity,
    away_minutes: row.away_minutes ?? usual.away_minutes,
    givable_kinds: givable,
  };
}

/** How work is given here. Refuses: forbidden. */
export async function readAssignment(core: Core, actor: Actor): Promise<AssignmentSettings> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, (tx) => settingsOf(core, tx, actor.organization_id));
}

/** Says how work is given here. For admins. Refuses: forbidden, invalid_body (a kind of which none is given). */
export async function changeAssignment(
  core: Core,
  actor: Actor,
  wanted: Omit<AssignmentSettings, "givable_kinds">,
): Promise<AssignmentSettings> {
  refuseOthers(actor);
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, async (tx) => {
    const { givable_kinds, ...before } = await settingsOf(core, tx, actor.organization_id);
    if (wanted.kinds.some((kind) => !givable_kinds.includes(kind))) {
      throw new RefusedError("invalid_body", { fields: { kinds: oneOf(givable_kinds) } });
    }
    await tx
      .insertInto("assignment_settings")
      .values({ organization_id: actor.organization_id, ...wanted })
      .onConflict((conflict) => conflict.column("organization_id").doUpdateSet(wanted))
      .execute();
    await record(tx, core.now(), actor, { action: "assignment.changed", before, after: wanted });
    return settingsOf(core, tx, actor.organization_id);
  });
}
