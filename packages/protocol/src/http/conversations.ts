import { z } from "zod";
import { attachmentIds } from "../attachment-ids.ts";
import { conversationEvent } from "../events/index.ts";
import { stepReference } from "../guidance.ts";
import { clientId, position } from "../ids.ts";
import { mentions } from "../mentions.ts";
import { message } from "../message.ts";
import { procedureReference } from "../procedure.ts";
import { quickAnswerId } from "../quick-answer.ts";
import { reactionEmoji } from "../reaction.ts";

export const sendBody = z.strictObject({
  text: z.string(),
  client_id: z.optional(clientId),
  /** The number of the message that it answers, in the same conversation. */
  reply_to: z.optional(position),
  attachments: attachmentIds,
  /** The one-tap answer that this is. */
  quick_answer: z.optional(quickAnswerId),
  /** People who do the work, named in it; only in an internal conversation. */
  mentions,
  /** The step of a guidance that this answers, or, without a result, proves. */
  step: z.optional(stepReference),
  /** The step of a procedure whose pictures come with it; staff only. */
  planned: z.optional(procedureReference),
});

export const editBody = z.strictObject({ text: z.string() });

/** What my reaction is now; null takes it back. */
export const reactBody = z.strictObject({ emoji: z.nullable(reactionEmoji) });

export const receiptBody = z.strictObject({
  delivered: z.optional(position),
  read: z.optional(position),
});

const number = z.optional(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER));

/** The page right before number `before`, or the one with `around` in its middle; else the newest. */
export const historyQuery = z
  .strictObject({ before: number, around: number })
  .refine(({ before, around }) => before === undefined || around === undefined, {
    path: ["around"],
    message: "before or around, not both",
  });
export type HistoryQuery = z.infer<typeof historyQuery>;

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
