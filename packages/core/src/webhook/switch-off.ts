import type { Webhook, WebhookEnd } from "@relais/protocol";
import { type AuditAuthor, record } from "../audit/record.ts";
import type { Scoped } from "../database/scope.ts";

/** Nothing is sent to this address any more: what waited is given up, and stands in its list. */
export async function switchOff(
  tx: Scoped,
  at: Date,
  author: AuditAuthor,
  { id, name }: Pick<Webhook, "id" | "name">,
  because: WebhookEnd,
): Promise<void> {
  await tx.updateTable("webhook").set({ off_because: because }).where("id", "=", id).execute();
  await tx
    .updateTable("webhook_delivery")
    .set(({ fn, val }) => ({
      due_at: null,
      attempted_at: fn.coalesce("attempted_at", val(at)),
    }))
    .where("webhook_id", "=", id)
    .where("due_at", "is not", null)
    .execute();
  await record(tx, at, author, {
    action: "webhook.switched_off",
    subject: { id, name },
    after: { because },
  });
}
