import { z } from "zod";
import { caseChange, caseView } from "../case.ts";
import { id, instant } from "../ids.ts";
import { line } from "../line.ts";
import { message } from "../message.ts";
import { person } from "../person.ts";
import { rating } from "../rating.ts";

/** What a program can be told of, in the words of the journal. A closed list. */
export const webhookEvents = [
  "case.opened",
  "case.changed",
  "case.rated",
  "message.sent",
  "message.edited",
  "message.deleted",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Why nothing is sent to an address. */
export const webhookEnds = ["admin", "failing", "gone"] as const;
export type WebhookEnd = (typeof webhookEnds)[number];

/** An address of the organization's own that is told what happens. Its secret is told once, when it is made. */
export const webhook = z
  .strictObject({
    id,
    name: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    /** Whether it is also told what only the people who do the work know. */
    internal: z.boolean(),
    enabled: z.boolean(),
    /** Who or what switched it off: an admin, five days of failures, or its own answer 410. Null while it is on. */
    off_because: z.nullable(z.enum(webhookEnds)),
    /** Since when nothing arrives; null: what was sent last arrived. */
    failing_since: z.nullable(instant),
    /** Deliveries that wait. */
    waiting: z.int(),
    created_by: z.nullable(z.string()),
    created_at: instant,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof webhook>;

export const webhookList = z
  .strictObject({ webhooks: z.array(webhook) })
  .meta({ id: "WebhookList" });
export type WebhookList = z.infer<typeof webhookList>;

const chosenEvents = z.array(z.enum(webhookEvents)).min(1).max(50);
const url = z.string().min(1).max(2_000);

export const newWebhookBody = z.strictObject({
  name: line(60),
  /** `https:`; `http:` only where the operator allows that place. */
  url,
  events: chosenEvents,
  internal: z.optional(z.boolean()),
});
export type NewWebhookBody = z.infer<typeof newWebhookBody>;

/** What is not named stays. */
export const changeWebhookBody = z.strictObject({
  name: z.optional(line(60)),
  url: z.optional(url),
  events: z.optional(chosenEvents),
  internal: z.optional(z.boolean()),
  enabled: z.optional(z.boolean()),
});
export type ChangeWebhookBody = z.infer<typeof changeWebhookBody>;

/** `secret` is told this once. */
export const newWebhook = z
  .strictObject({ secret: z.string(), webhook })
  .meta({ id: "NewWebhook" });
export type NewWebhook = z.infer<typeof newWebhook>;

/** Why nothing was answered. */
export const webhookFailures = ["timeout", "unreachable", "not_public"] as const;
export type WebhookFailure = (typeof webhookFailures)[number];

export const webhookDelivery = z
  .strictObject({
    /** The `webhook-id` of every attempt. */
    id,
    type: z.string(),
    /** When what it tells happened. */
    happened_at: instant,
    state: z.enum(["waiting", "delivered", "given_up"]),
    attempts: z.int(),
    /** Of the last attempt. Null: there was none, or nothing was answered. */
    status: z.nullable(z.int()),
    failure: z.nullable(z.enum(webhookFailures)),
    attempted_at: z.nullable(instant),
    took_ms: z.nullable(z.int()),
    /** When it is tried next; null: it is not. */
    next_at: z.nullable(instant),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** The newest first. */
export const webhookDeliveries = z
  .strictObject({ deliveries: z.array(webhookDelivery) })
  .meta({ id: "WebhookDeliveries" });
export type WebhookDeliveries = z.infer<typeof webhookDeliveries>;

/** Who caused it; null: nobody, a rule of the organization. */
const actor = z.nullable(person);
const told = { timestamp: instant };
const ofMessage = z.strictObject({ case_id: id, conversation_id: id, message, actor });

/** What is posted to the address of a webhook. */
export const webhookBody = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.enum(["case.opened", "case.changed"]),
    ...told,
    data: z.strictObject({ case: caseView, change: caseChange, actor }),
  }),
  z.strictObject({
    type: z.literal("case.rated"),
    ...told,
    data: z.strictObject({ case: caseView, rating, actor }),
  }),
  z.strictObject({
    type: z.enum(["message.sent", "message.edited", "message.deleted"]),
    ...told,
    data: ofMessage.extend({ internal: z.boolean() }),
  }),
  z.strictObject({
    type: z.literal("webhook.test"),
    ...told,
    data: z.strictObject({ webhook_id: id }),
  }),
]);
export type WebhookBody = z.infer<typeof webhookBody>;
