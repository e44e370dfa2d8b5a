import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { lockWebhook, placeOf } from "./webhook-rows.ts";

/** Nothing is sent there any more; what waited goes with it. For admins. Refuses: forbidden, not_found. */
export async function deleteWebhook(core: Core, actor: Actor, id: string): Promise<void> {
  refuseUnlessAdmin(actor);
  await inOrganization(core.db, actor.organization_id, async (tx) => {
    const { name, url } = await lockWebhook(tx, id);
    await tx.deleteFrom("webhook").where("id", "=", id).execute();
    await record(tx, core.now(), actor, {
      action: "webhook.deleted",
      subject: { id, name },
      before: { place: placeOf(url) },
    });
  });
}
