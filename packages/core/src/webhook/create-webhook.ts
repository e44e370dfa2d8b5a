import type { NewWebhook, NewWebhookBody } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { checkUrl, ordered } from "./check-webhook.ts";
import { newWebhookSecret } from "./secret.ts";
import { newestOf, placeOf, readWebhook } from "./webhook-rows.ts";

/** Webhooks that an organization has at most. */
const most = 10;

/**
 * Has an address of the organization's own told what happens in its cases from now on. The secret that signs what is
 * sent is told this once. For admins.
 *
 * Refuses: forbidden, invalid_body (`url`), webhook_limit, webhook_unavailable.
 */
export async function createWebhook(
  core: Core,
  actor: Actor,
  { name, url, events, internal = false }: NewWebhookBody,
): Promise<NewWebhook> {
  refuseUnlessAdmin(actor);
  checkUrl(core, url);
  const { organization_id } = actor;
  const secret = newWebhookSecret();
  const [id, now] = [newId(), core.now()];
  const webhook = await inOrganization(core.db, organization_id, async (tx) => {
    // Of two who make the last one at once, the second finds that there are enough.
    await tx
      .selectFrom("organization")
      .select("id")
      .where("id", "=", organization_id)
      .forNoKeyUpdate()
      .execute();
    const { count } = await tx
      .selectFrom("webhook")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("organization_id", "=", organization_id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= most) throw new RefusedError("webhook_limit");
    await tx
      .insertInto("webhook")
      .values({
        id,
        organization_id,
        name,
        url,
        events: ordered(events),
        internal,
        sealed: core.vault.seal(secret),
        listens_after: newestOf(organization_id),
        created_by: actor.id,
        created_at: now,
      })
      .execute();
    await record(tx, now, actor, {
      action: "webhook.created",
      subject: { id, name },
      after: { place: placeOf(url), events: ordered(events).join(", "), internal },
    });
    return readWebhook(tx, id);
  });
  core.webhooks.hear(organization_id);
  return { secret, webhook };
}
