import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { refuseService } from "./people-only.ts";

/**
 * Signs one of the actor's devices out from afar: its connections close and its tokens are worth
 * nothing from now on. Somebody else's is as unknown as one that never was.
 *
 * Refuses: not_found.
 */
export async function endSignIn(core: Core, actor: Actor, id: string): Promise<void> {
  refuseService(actor);
  const ended = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .updateTable("sign_in")
      .set({ ended_at: core.now(), ended_because: "signed_out" })
      .where("id", "=", id)
      .where("member_id", "=", actor.id)
      .where("ended_at", "is", null)
      .returning("id")
      .executeTakeFirst(),
  );
  if (ended === undefined) throw new RefusedError("not_found");
  core.signIns.ended([ended.id]);
}
