import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type PushDevice, pushDeviceOf } from "./push-rows.ts";
import { type PushPreferences, readTopics, writeTopics } from "./topics.ts";

export type ChangePush = Partial<PushPreferences> & { readonly enabled?: boolean };

/**
 * Switches a device of one's own on or off, and changes what its person is told. Somebody else's is as unknown as one
 * that never was.
 *
 * Refuses: not_found.
 */
export async function changePush(
  core: Core,
  actor: Actor,
  id: string,
  { enabled, ...preferences }: ChangePush,
): Promise<PushDevice> {
  // Of the organization, for guests as well: that they are given their own is seen to here.
  return inOrganization(core.db, actor.organization_id, async (tx) => {
    const row = await tx
      .updateTable("push_subscription")
      .set(({ ref }) => ({ enabled: enabled ?? ref("enabled") }))
      .where("id", "=", id)
      .where("member_id", "=", actor.id)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw new RefusedError("not_found");
    await writeTopics(tx, actor, preferences);
    return pushDeviceOf(row, await readTopics(tx, actor.id));
  });
}

/** Nothing is told on this device any more. Refuses: not_found. */
export async function removePush(core: Core, actor: Actor, id: string): Promise<void> {
  const { numDeletedRows } = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .deleteFrom("push_subscription")
      .where("id", "=", id)
      .where("member_id", "=", actor.id)
      .executeTakeFirst(),
  );
  if (numDeletedRows === 0n) throw new RefusedError("not_found");
}
