import { type NotificationPreferences, notificationTypes } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/** Of what the actor is told. Refuses: forbidden to whoever came by a link. */
export async function readPreferences(core: Core, actor: Actor): Promise<NotificationPreferences> {
  if (actor.guest !== undefined) throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, (tx) => select(tx, actor));
}

/** Changes those named; the others stay. Refuses: forbidden to whoever came by a link. */
export async function changePreferences(
  core: Core,
  actor: Actor,
  { preferences }: NotificationPreferences,
): Promise<NotificationPreferences> {
  if (actor.guest !== undefined) throw new RefusedError("forbidden");
  // The last word about a type counts.
  const wanted = new Map(preferences.map(({ type, wanted }) => [type, wanted]));
  return inOrganization(core.db, actor, async (tx) => {
    for (const [type, value] of wanted) {
      await tx
        .insertInto("notification_preference")
        .values({
          member_id: actor.id,
          organization_id: actor.organization_id,
          type,
          wanted: value,
        })
        .onConflict((conflict) =>
          conflict.columns(["member_id", "type"]).doUpdateSet({ wanted: value }),
        )
        .execute();
    }
    return select(tx, actor);
  });
}

async function select(tx: Scoped, actor: Actor): Promise<NotificationPreferences> {
  const rows = await tx
    .selectFrom("notification_preference")
    .select(["type", "wanted"])
    .where("member_id", "=", actor.id)
    .execute();
  const known = new Map(rows.map(({ type, wanted }) => [type, wanted]));
  return {
    preferences: notificationTypes.map((type) => ({ type, wanted: known.get(type) ?? true })),
  };
}
