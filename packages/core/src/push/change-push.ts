import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type PushDevice, type PushPreferences, pushDeviceOf } from "./push-rows.ts";

export type ChangePush = Partial<PushPreferences> & { readonly enabled?: boolean };

/**
 * Changes of what a device of one's own is told. Somebody else's is as unknown as one that never was.
 *
 * Refuses: not_found.
 */
export async function changePush(
  core: Core,
  actor: Actor,
  id: string,
  changes: ChangePush,
): Promise<PushDevice> {
  const row = await inOrganization(core.db, actor, async (tx) => {
    const own = tx
      .selectFrom("push_subscription")
      .selectAll()
      .where("id", "=", id)
      .where("member_id", "=", actor.id);
    if (Object.keys(changes).length === 0) return own.executeTakeFirst();
    return tx
      .updateTable("push_subscription")
      .set(changes)
      .where("id", "=", id)
      .where("member_id", "=", actor.id)
      .returningAll()
      .executeTakeFirst();
  });
  if (row === undefined) throw new RefusedError("not_found");
  return pushDeviceOf(row);
}
