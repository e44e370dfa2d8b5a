import type { WebhookList } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { selectWebhooks, webhookView } from "./webhook-rows.ts";

/** The organization's webhooks, the oldest first. For admins. Refuses: forbidden. */
export async function listWebhooks(core: Core, actor: Actor): Promise<WebhookList> {
  refuseUnlessAdmin(actor);
  const rows = await inOrganization(core.db, actor.organization_id, (tx) =>
    selectWebhooks(tx)
      .where("webhook.organization_id", "=", actor.organization_id)
      .orderBy("webhook.created_at")
      .orderBy("webhook.id")
      .execute(),
  );
  return { webhooks: rows.map(webhookView) };
}
