import type { ChangeWebhookBody, Webhook } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { checkUrl, ordered } from "./check-webhook.ts";
import { switchOff } from "./switch-off.ts";
import { lockWebhook, newestOf, placeOf, readWebhook } from "./webhook-rows.ts";

/**
 * Changes what a webhook is told, and where; switches it off, which gives up what waits, or on, from when on it is told
 * what happens. What is not named stays. For admins.
 *
 * Refuses: forbidden, not_found, invalid_body (`url`), webhook_unavailable.
 */
export async function changeWebhook(
  core: Core,
  actor: Actor,
  id: string,
  { enabled, ...change }: ChangeWebhookBody,
): Promise<Webhook> {
  refuseUnlessAdmin(actor);
  const now = core.now();
  const webhook = await inOrganization(core.db, actor.organization_id, async (tx) => {
    const before = await lockWebhook(tx, id);
    if (change.url !== undefined && change.url !== before.url) checkUrl(core, change.url);
    await write(tx, now, actor, before, change);
    const after = await readWebhook(tx, id);
    if (enabled === false && before.enabled) await switchOff(tx, now, actor, after, "admin");
    if (enabled === true && !before.enabled) {
      await tx
        .updateTable("webhook")
        .set({
          off_because: null,
          failing_since: null,
          listens_after: newestOf(actor.organization_id),
        })
        .where("id", "=", id)
        .execute();
      await record(tx, now, actor, {
        action: "webhook.switched_on",
        subject: { id, name: after.name },
      });
    }
    return readWebhook(tx, id);
  });
  if (webhook.enabled) core.webhooks.hear(actor.organization_id);
  return webhook;
}

async function write(
  tx: Scoped,
  now: Date,
  actor: Actor,
  before: Webhook,
  change: Omit<ChangeWebhookBody, "enabled">,
): Promise<void> {
  const { name, url, events, internal } = before;
  const after = {
    name: change.name ?? name,
    url: change.url ?? url,
    events: ordered(change.events ?? events),
    internal: change.internal ?? internal,
  };
  if (JSON.stringify(after) === JSON.stringify({ name, url, events, internal })) return;
  await tx.updateTable("webhook").set(after).where("id", "=", before.id).execute();
  await record(tx, now, actor, {
    action: "webhook.changed",
    subject: { id: before.id, name: after.name },
    before: said(before),
    after: said(after),
  });
}

const said = ({ name, url, events, internal }: Chosen) => ({
  name,
  place: placeOf(url),
  events: events.join(", "),
  internal,
});

type Chosen = Pick<Webhook, "name" | "url" | "events" | "internal">;
