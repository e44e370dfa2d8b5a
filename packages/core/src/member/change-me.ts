import type { Me } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { selectMe } from "./me.ts";
import { checkPhone } from "./phone.ts";

export type ChangeMe = {
  /** Null: none any more. */
  readonly phone: string | null;
};

/** Changes what the signed-in person says about themselves. Refuses: invalid_body, not_found. */
export async function changeMe(core: Core, actor: Actor, change: ChangeMe): Promise<Me> {
  const phone = change.phone === null ? null : checkPhone(change.phone);
  return inOrganization(core.db, actor, async (tx) => {
    await tx.updateTable("member").set({ phone }).where("id", "=", actor.id).execute();
    return selectMe(core, tx, actor.id);
  });
}
