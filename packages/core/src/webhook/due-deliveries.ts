import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

/** What is done with is kept for its list; so many of each webhook. */
export const keptDeliveries = 50;
/** Whoever took one and came to grief leaves it to others after so long. */
const leaseMs = 60_000;

export type WebhookDue = {
  readonly id: string;
  readonly webhook_id: string;
  readonly organization_id: string;
  readonly type: string;
  readonly stream_id: string | null;
  readonly seq: number | null;
  readonly happened_at: Date;
  readonly attempts: number;
  readonly name: string;
  readonly url: string;
  readonly internal: boolean;
  readonly sealed: Buffer;
  readonly previous_sealed: Buffer | null;
  readonly previous_until: Date | null;
};

/** Webhooks for which something is due, and whether what was sent last failed. */
export function webhooksWithDue(
  core: Core,
  organizationId: string,
): Promise<{ id: string; failing: boolean }[]> {
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("webhook")
      .select(["id", sql<boolean>`failing_since is not null`.as("failing")])
      .where("organization_id", "=", organizationId)
      .where("off_because", "is", null)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("webhook_delivery")
            .select("webhook_delivery.id")
            .where("webhook_delivery.organization_id", "=", organizationId)
            .whereRef("webhook_delivery.webhook_id", "=", "webhook.id")
            .where("webhook_delivery.due_at", "<=", core.now()),
        ),
      )
      .execute(),
  );
}

/** Takes what has been due longest: no other server takes the same until the lease has run out. Undefined: nothing is. */
export function takeDue(
  core: Core,
  organizationId: string,
  webhookId: string,
): Promise<WebhookDue | undefined> {
  const now = core.now();
  const until = new Date(now.getTime() + leaseMs);
  return inOrganization(core.db, organizationId, async (tx) => {
    const { rows } = await sql<WebhookDue>`
      with due as (
        select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id and w.off_because is null
        where d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.due_at <= ${now}
        order by d.due_at limit 1 for update of d skip locked
      ), taken as (
        update webhook_delivery d set due_at = ${until}, attempts = d.attempts + 1
        from due where d.id = due.id
        returning d.*
      )
      select t.id, t.webhook_id, t.organization_id, t.type, t.stream_id, t.seq, t.happened_at, t.attempts,
        w.name, w.url, w.internal, w.sealed, w.previous_sealed, w.previous_until
      from taken t join webhook w on w.id = t.webhook_id
    `.execute(tx);
    return rows[0];
  });
}

/** When something waits next that is not being sent here already; null: nothing does. */
export function nextDue(
  core: Core,
  organizationId: string,
  busy: readonly string[],
): Promise<Date | null> {
  return inOrganization(core.db, organizationId, async (tx) => {
    let query = tx
      .selectFrom("webhook_delivery")
      .innerJoin("webhook", "webhook.id", "webhook_delivery.webhook_id")
      .select((select) => select.fn.min("webhook_delivery.due_at").as("due"))
      .where("webhook_delivery.organization_id", "=", organizationId)
      .where("webhook_delivery.due_at", "is not", null)
      .where("webhook.off_because", "is", null);
    if (busy.length > 0) query = query.where("webhook.id", "not in", [...busy]);
    const { due } = await query.executeTakeFirstOrThrow();
    return due;
  });
}

/** What is done with, beyond what its list shows. */
export async function forgetOld(tx: Scoped, webhookId: string): Promise<void> {
  await sql`
    delete from webhook_delivery where id in (
      select id from webhook_delivery where webhook_id = ${webhookId} and due_at is null
      order by attempted_at desc offset ${keptDeliveries})
  `.execute(tx);
}
