import type { Webhook, WebhookDelivery, WebhookEnd, WebhookEvent } from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

export function selectWebhooks(tx: Scoped) {
  return tx
    .selectFrom("webhook")
    .leftJoin("member as maker", "maker.id", "webhook.created_by")
    .select([
      "webhook.id",
      "webhook.name",
      "webhook.url",
      "webhook.events",
      "webhook.internal",
      "webhook.off_because",
      "webhook.failing_since",
      "maker.full_name as created_by",
      "webhook.created_at",
      sql<number>`(select count(*)::integer from webhook_delivery d
                   where d.webhook_id = webhook.id and d.due_at is not null)`.as("waiting"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectWebhooks>["executeTakeFirstOrThrow"]>>;

/** One as it stands in this transaction. Refuses: not_found. */
export async function readWebhook(tx: Scoped, id: string): Promise<Webhook> {
  const row = await selectWebhooks(tx).where("webhook.id", "=", id).executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  return webhookView(row);
}

/** The same, held until the end of the transaction. Refuses: not_found. */
export async function lockWebhook(tx: Scoped, id: string): Promise<Webhook> {
  await tx.selectFrom("webhook").select("id").where("id", "=", id).forUpdate().execute();
  return readWebhook(tx, id);
}

export function webhookView(row: Row): Webhook {
  return {
    ...row,
    // The columns hold what the schema and the check constraint let in.
    events: row.events as WebhookEvent[],
    off_because: row.off_because as WebhookEnd | null,
    enabled: row.off_because === null,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** Where the journal of an organization stands: what comes after it is news to a webhook that begins to listen. */
export const newestOf = (organizationId: string) => sql<string>`coalesce((
  select e.transaction_id from event e where e.organization_id = ${organizationId}
  order by e.organization_id desc, e.transaction_id desc limit 1), '0'::xid8)`;

/** Of an address, what a log of changes may hold: paths and queries of webhooks are often secrets. */
export const placeOf = (url: string): string => new URL(url).origin;

export const deliveryColumns = [
  "id",
  "type",
  "happened_at",
  "due_at",
  "delivered",
  "attempts",
  "status",
  "failure",
  "attempted_at",
  "took_ms",
] as const;

type DeliveryRow = Pick<WebhookDelivery, "id" | "type" | "attempts" | "status" | "took_ms"> & {
  happened_at: Date;
  due_at: Date | null;
  delivered: boolean;
  failure: string | null;
  attempted_at: Date | null;
};

export function deliveryView({ delivered, due_at, ...row }: DeliveryRow): WebhookDelivery {
  const ended = delivered ? "delivered" : "given_up";
  return {
    ...row,
    // The check constraint of the column holds the same list as the type.
    failure: row.failure as WebhookDelivery["failure"],
    happened_at: row.happened_at.toISOString(),
    state: due_at === null ? ended : "waiting",
    attempted_at: row.attempted_at?.toISOString() ?? null,
    next_at: due_at?.toISOString() ?? null,
  };
}
