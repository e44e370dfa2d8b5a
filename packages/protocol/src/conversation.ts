import { z } from "zod";
import { caseView } from "./case.ts";
import { guidance } from "./guidance.ts";
import { id, instant, position } from "./ids.ts";
import { message } from "./message.ts";
import { person } from "./person.ts";
import { positionShare } from "./position.ts";

/** How far one participant has come, in message numbers. Only ever grows; read implies delivered. */
export const receipt = z
  .strictObject({ delivered: position, read: position })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof receipt>;

/** The same, and when they came so far, by the server's clock; null when they have not begun. */
export const datedReceipt = receipt
  .extend({ delivered_at: z.nullable(instant), read_at: z.nullable(instant) })
  .meta({ id: "DatedReceipt" });
export type DatedReceipt = z.infer<typeof datedReceipt>;

/**
 * A conversation as one viewer sees it at one position: what a newcomer receives, what the fold
 * carries forward, what a fresh load must equal (P4).
 */
export const conversationState = z
  .strictObject({
    conversation_id: id,
    viewer_id: id,
    /** For the people who do the work: what they write among themselves. The customer is never told of it. */
    internal_id: z.optional(id),
    /** Of an internal conversation: the one with the customer that it is beside. */
    internal_of: z.optional(id),
    /** The position in the journal that this state includes. */
    seq: position,
    case: caseView,
    participants: z.array(person),
    /** Who took part and does no more, in the order of leaving: what they wrote stands under their names. */
    former: z.array(person),
    participant_count: z.int(),
    /** By user id. */
    receipts: z.record(z.string(), datedReceipt),
    /** The number of the newest message, 0 when there is none. */
    last_number: position,
    /** Messages of others after the viewer's read position. */
    unread: z.int(),
    /** A run of consecutive messages that ends with the newest, oldest first. */
    messages: z.array(message),
    /** Who shows where they are, in the order of starting. */
    shares: z.array(positionShare),
    /** The guidance under way: one at a time. */
    guidance: z.nullable(guidance),
  })
  .meta({ id: "Conversation" });
export type ConversationState = z.infer<typeof conversationState>;

/** One line of a list: what awaits the person in a conversation. Kept by the notification counter. */
export const counter = z
  .strictObject({
    conversation_id: id,
    /** Present for an internal conversation: the one with the customer that it is beside. */
    internal_of: z.optional(id),
    unread: z.int(),
    last_number: position,
    preview: z.nullable(
      z.strictObject({
        number: position,
        sender_id: z.nullable(id),
        text: z.string(),
        deleted: z.boolean(),
        system: z.nullable(message.shape.system.unwrap()),
        created_at: message.shape.created_at,
        /** Of a voice note: how long it is. Absent of everything else. */
        voice_ms: z.optional(z.int()),
      }),
    ),
  })
  .meta({ id: "Counter" });
export type Counter = z.infer<typeof counter>;
