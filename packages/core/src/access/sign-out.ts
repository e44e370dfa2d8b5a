import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

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
  const rows = await inOrganization(core.db, actor.organization_id, (tx) => {
    const ended = tx
      .updateTable("sign_in")
      .set({ ended_at: core.now(), ended_because: "signed_out" })
      .where("member_id", "=", actor.id)
      .where("ended_at", "is", null)
      .returning("id");
    if (elsewhere) return ended.where("id", "<>", actor.sign_in_id).execute();
    return (everywhere ? ended : ended.where("id", "=", actor.sign_in_id)).execute();
  });
  const ids = rows.map(({ id }) => id);
  core.signIns.ended(ids);
  return { sign_in_ids: ids };
}
