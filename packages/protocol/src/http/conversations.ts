import { z } from "zod";
import { attachmentIds } from "../attachment-ids.ts";
import { conversationEvent } from "../events/index.ts";
import { clientId, position } from "../ids.ts";
import { message } from "../message.ts";

export const sendBody = z.strictObject({
  text: z.string(),
  client_id: z.optional(clientId),
  attachments: attachmentIds,
});

export const receiptBody = z.strictObject({
  delivered: z.optional(position),
  read: z.optional(position),
});

/** The page of messages that stands right before number `before`; without it, the newest page. */
export const historyQuery = z.strictObject({ before: z.optional(z.coerce.number().int().min(1)) });

export const historyAnswer = z
  .strictObject({ messages: z.array(message), has_more: z.boolean() })
  .meta({ id: "HistoryPage" });
export type HistoryPage = z.infer<typeof historyAnswer>;

export const eventsQuery = z.strictObject({ after: z.coerce.number().int().min(0) });

/** What happened after a position, in order; ask again after the last one while `has_more`. */
export const eventsAnswer = z
  .strictObject({ events: z.array(conversationEvent), seq: position, has_more: z.boolean() })
  .meta({ id: "EventsPage" });
export type EventsPage = z.infer<typeof eventsAnswer>;
