import type { WebhookBody } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { type Told, tell } from "../notification/tell.ts";
import { bodyOf } from "./body-of.ts";
import { forgetOld, takeDue, type WebhookDue } from "./due-deliveries.ts";
import type { WebhookAnswer, WebhookMeans } from "./means.ts";
import { signedHeaders } from "./secret.ts";
import { switchOff } from "./switch-off.ts";
import { isTaken } from "./webhook-news.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** Between attempts: about a day in all. */
const pauses = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  8 * hour,
  8 * hour,
];
const longestPauseMs = 8 * hour;
/** An address at which nothing arrives for so long is switched off. */
const mostFailingMs = 5 * 24 * hour;

/** What came of looking for something to send: nothing was due, there was nothing left to tell, or what was answered. */
export type Delivered = "nothing" | "erased" | "taken" | "failed";

/** Sends one thing that is due for a webhook. */
export async function deliverNext(
  core: Core,
  means: WebhookMeans,
  organizationId: string,
  webhookId: string,
  signal: AbortSignal,
): Promise<Delivered> {
  const due = await takeDue(core, organizationId, webhookId);
  if (due === undefined) return "nothing";
  const body = await bodyOf(core, due);
  if (body === null) {
    await inOrganization(core.db, organizationId, (tx) =>
      tx.deleteFrom("webhook_delivery").where("id", "=", due.id).execute(),
    );
    return "erased";
  }
  const attempt = await post(core, means, due, body, signal);
  if (isTaken(attempt.answer)) {
    await settle(core, due, attempt);
    return "taken";
  }
  await fail(core, due, attempt);
  return "failed";
}

export type Attempt = { readonly answer: WebhookAnswer; readonly at: Date; readonly took: number };
type Target = Pick<WebhookDue, "id" | "url" | "sealed" | "previous_sealed" | "previous_until">;

/** Signs and sends. The body is the same at every attempt, as long as what it tells of is. */
export async function post(
  core: Core,
  means: WebhookMeans,
  { id, url, sealed, previous_sealed, previous_until }: Target,
  content: WebhookBody,
  signal: AbortSignal,
): Promise<Attempt> {
  const at = core.now();
  const body = JSON.stringify(content);
  const before = previous_until !== null && previous_until > at ? previous_sealed : null;
  const secrets = [sealed, ...(before === null ? [] : [before])].map(
    (one) => core.vault.open(one) as string,
  );
  const headers = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "Relais-Webhook/1",
    ...signedHeaders(secrets, { id, at, body }),
  };
  const begun = performance.now();
  const answer = await means.send({ url, headers, body }, signal);
  const took = performance.now() - begun;
  core.webhooks.count(answer, took);
  return { answer, at, took: Math.round(took) };
}

export const outcomeOf = ({ answer, at, took }: Attempt) => ({
  status: answer.status,
  failure: answer.failure,
  attempted_at: at,
  took_ms: took,
});

async function settle(core: Core, due: WebhookDue, attempt: Attempt): Promise<void> {
  await inOrganization(core.db, due.organization_id, async (tx) => {
    // In the order in which whoever switches it off holds them.
    await tx
      .updateTable("webhook")
      .set({ failing_since: null })
      .where("id", "=", due.webhook_id)
      .where("failing_since", "is not", null)
      .execute();
    await tx
      .updateTable("webhook_delivery")
      .set({ ...outcomeOf(attempt), due_at: null, delivered: true })
      .where("id", "=", due.id)
      .execute();
    await forgetOld(tx, due.webhook_id);
  });
}

async function fail(core: Core, due: WebhookDue, attempt: Attempt): Promise<void> {
  const { answer, at } = attempt;
  const { organization_id, webhook_id, name } = due;
  const told = await inOrganization(core.db, organization_id, async (tx): Promise<Told[]> => {
    // Held: of two deliveries that fail at once, one switches it off.
    const webhook = await tx
      .updateTable("webhook")
      .set(({ fn, val }) => ({ failing_since: fn.coalesce("failing_since", val(at)) }))
      .where("id", "=", webhook_id)
      .where("off_because", "is", null)
      .returning("failing_since")
      .executeTakeFirst();
    await tx
      .updateTable("webhook_delivery")
      .set({
        ...outcomeOf(attempt),
        due_at: webhook === undefined ? null : nextAttempt(due, attempt),
      })
      .where("id", "=", due.id)
      .execute();
    await forgetOld(tx, webhook_id);
    if (webhook === undefined) return [];
    const gone = answer.status === 410;
    const failingSince = webhook.failing_since ?? at;
    if (!gone && at.getTime() - failingSince.getTime() < mostFailingMs) return [];
    const nobody = { organization_id, id: null };
    await switchOff(tx, at, nobody, { id: webhook_id, name }, gone ? "gone" : "failing");
    const { rows } = await sql<Told>`
      select * from notify_webhook_off(${organization_id}, ${name}, ${at})
    `.execute(tx);
    return rows;
  });
  await tell(core, organization_id, told);
}

/** Later each time, and as late as the receiver asks; null: it is given up. */
function nextAttempt({ attempts }: WebhookDue, { answer, at }: Attempt): Date | null {
  const pause = pauses[attempts - 1];
  if (pause === undefined) return null;
  const asked = answer.status === null ? 0 : (answer.pauseMs ?? 0);
  return new Date(at.getTime() + Math.min(longestPauseMs, Math.max(pause, asked)));
}
