import type { WebhookBody, WebhookDelivery } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { outcomeOf, post } from "./deliver.ts";
import { forgetOld } from "./due-deliveries.ts";
import { deliveryColumns, deliveryView } from "./webhook-rows.ts";
import { isTaken } from "./webhook-news.ts";

/** Whoever asked waits for it. */
const patienceMs = 15_000;

/**
 * Sends one event of type `webhook.test` at once, also to a webhook that is switched off, and says what was answered.
 * It is tried once, and changes nothing of the webhook. For admins.
 *
 * Refuses: forbidden, not_found, webhook_unavailable.
 */
export async function testWebhook(core: Core, actor: Actor, id: string): Promise<WebhookDelivery> {
  refuseUnlessAdmin(actor);
  const { means } = core.webhooks;
  if (means === undefined) throw new RefusedError("webhook_unavailable");
  const { organization_id } = actor;
  const target = await inOrganization(core.db, organization_id, (tx) =>
    tx
      .selectFrom("webhook")
      .select(["url", "sealed", "previous_sealed", "previous_until"])
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (target === undefined) throw new RefusedError("not_found");
  const [delivery, now] = [newId(), core.now()];
  const body: WebhookBody = {
    type: "webhook.test",
    timestamp: now.toISOString(),
    data: { webhook_id: id },
  };
  const patience = AbortSignal.timeout(patienceMs);
  const attempt = await post(core, means, { id: delivery, ...target }, body, patience);
  return inOrganization(core.db, organization_id, async (tx) => {
    // Deleted while it answered.
    const still = tx.selectFrom("webhook").select("id").where("id", "=", id);
    if ((await still.forKeyShare().executeTakeFirst()) === undefined) {
      throw new RefusedError("not_found");
    }
    const row = await tx
      .insertInto("webhook_delivery")
      .values({
        id: delivery,
        webhook_id: id,
        organization_id,
        type: body.type,
        happened_at: now,
        attempts: 1,
        delivered: isTaken(attempt.answer),
        ...outcomeOf(attempt),
      })
      .returning(deliveryColumns)
      .executeTakeFirstOrThrow();
    await forgetOld(tx, id);
    return deliveryView(row);
  });
}
