import type { WebhookDeliveries, WebhookDelivery } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { keptDeliveries } from "./due-deliveries.ts";
import { deliveryColumns, deliveryView, lockWebhook, readWebhook } from "./webhook-rows.ts";

/** What a webhook was told lately and is still to be told, the newest first. For admins. Refuses: forbidden, not_found. */
export async function listWebhookDeliveries(
  core: Core,
  actor: Actor,
  id: string,
): Promise<WebhookDeliveries> {
  refuseUnlessAdmin(actor);
  const rows = await inOrganization(core.db, actor.organization_id, async (tx) => {
    await readWebhook(tx, id);
    return tx
      .selectFrom("webhook_delivery")
      .select(deliveryColumns)
      .where("webhook_id", "=", id)
      .orderBy("happened_at", "desc")
      .orderBy("id")
      .limit(keptDeliveries)
      .execute();
  });
  return { deliveries: rows.map(deliveryView) };
}

/**
 * Sends one once more, under the same id, with attempts of its own. For admins.
 *
 * Refuses: forbidden, not_found, webhook_off.
 */
export async function redeliverWebhook(
  core: Core,
  actor: Actor,
  id: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  refuseUnlessAdmin(actor);
  const row = await inOrganization(core.db, actor.organization_id, async (tx) => {
    const { enabled } = await lockWebhook(tx, id);
    const row = await tx
      .updateTable("webhook_delivery")
      .set({ due_at: core.now(), delivered: false, attempts: 0 })
      .where("id", "=", deliveryId)
      .where("webhook_id", "=", id)
      // There is nothing in a test to tell again: another one is sent.
      .where("stream_id", "is not", null)
      .returning(deliveryColumns)
      .executeTakeFirst();
    if (row === undefined) throw new RefusedError("not_found");
    if (!enabled) throw new RefusedError("webhook_off");
    return row;
  });
  core.webhooks.announce(actor.organization_id);
  return deliveryView(row);
}
