import type { NewWebhook } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { newWebhookSecret } from "./secret.ts";
import { lockWebhook } from "./webhook-rows.ts";

/** So long the secret before signs beside the new one: time to bring that to the receiver. */
const bothMs = 24 * 3_600_000;

/** Another secret, told this once; the one before signs beside it for a day. For admins. Refuses: forbidden, not_found. */
export async function rotateWebhookSecret(
  core: Core,
  actor: Actor,
  id: string,
): Promise<NewWebhook> {
  refuseUnlessAdmin(actor);
  const secret = newWebhookSecret();
  const now = core.now();
  const webhook = await inOrganization(core.db, actor.organization_id, async (tx) => {
    const webhook = await lockWebhook(tx, id);
    await tx
      .updateTable("webhook")
      .set(({ ref }) => ({
        previous_sealed: ref("sealed"),
        previous_until: new Date(now.getTime() + bothMs),
        sealed: core.vault.seal(secret),
      }))
      .where("id", "=", id)
      .execute();
    await record(tx, now, actor, {
      action: "webhook.secret_rotated",
      subject: { id, name: webhook.name },
    });
    return webhook;
  });
  return { secret, webhook };
}
