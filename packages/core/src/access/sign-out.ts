import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseService } from "./people-only.ts";

export type SignOut = {
  readonly everywhere?: boolean | undefined;
  /** All but this one; it wins over `everywhere`. */
  readonly elsewhere?: boolean | undefined;
};

/**
 * Ends this sign-in, all of the person's, or all but this one. Their connections close and their tokens are worth
 * nothing from now on. Ending what has ended changes nothing.
 */
export async function signOut(
  core: Core,
  actor: Actor,
  { everywhere = false, elsewhere = false }: SignOut = {},
): Promise<{ sign_in_ids: string[] }> {
  refuseService(actor);
  const at = core.now();
  const rows = await inOrganization(core.db, actor.organization_id, async (tx) => {
    const ended = tx
      .updateTable("sign_in")
      .set({ ended_at: at, ended_because: "signed_out" })
      .where("member_id", "=", actor.id)
      .where("ended_at", "is", null)
      .returning("id");
    if (!elsewhere && !everywhere) return ended.where("id", "=", actor.sign_in_id).execute();
    const rows = await (elsewhere ? ended.where("id", "<>", actor.sign_in_id) : ended).execute();
    if (rows.length > 0) {
      await record(tx, at, actor, {
        action: "sessions.ended_everywhere",
        subject: { id: actor.id, name: actor.full_name },
        after: { devices: rows.length, this_one: !elsewhere },
      });
    }
    return rows;
  });
  const ids = rows.map(({ id }) => id);
  core.signIns.ended(ids);
  return { sign_in_ids: ids };
}
