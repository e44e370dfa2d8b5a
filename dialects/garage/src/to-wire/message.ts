import { asText, systemSentence, type Surroundings } from "@relais/dialect";
import type { Message } from "@relais/protocol";
import { z } from "zod";

export const wireMessage = z.object({
  _id: z.string(),
  /** Who wrote it; of what the machine says, who caused it. */
  senderId: z.nullable(z.string()),
  receiverId: z.nullable(z.string()),
  content: z.string(),
  appointmentId: z.nullable(z.string()),
  attachments: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      name: z.string(),
      type: z.string(),
      size: z.number(),
    }),
  ),
  read: z.boolean(),
  readAt: z.nullable(z.string()),
  createdAt: z.string(),
  clientId: z.nullable(z.string()),
});
export type WireMessage = z.infer<typeof wireMessage>;

/** The two people of a conversation, and what is known of its messages besides. */
export type Pair = Surroundings & {
  readonly customer_id: string;
  readonly worker_id: string;
  readonly subjects: ReadonlyMap<number, string>;
  readonly readTimes: ReadonlyMap<number, string>;
};

/** Any message of ours in the words of this API; what it has no word for is a text. */
export function toMessage(message: Message, pair: Pair): WireMessage {
  const { id, number, sender_id, created_at, client_id, system } = message;
  const receiverId = sender_id === pair.customer_id ? pair.worker_id : pair.customer_id;
  const readUpTo = pair.receipts[receiverId]?.read ?? 0;
  const told = system !== null && message.deleted_at === null;
  return {
    _id: id,
    senderId: sender_id,
    receiverId,
    content: told
      ? systemSentence(system, pair.language, pair.kindOf)
      : asText(message, pair.language),
    appointmentId: pair.subjects.get(number) ?? null,
    attachments: (message.attachments ?? []).map((file) => ({
      id: file.id,
      url: pair.addressOf(file.id),
      name: file.name,
      type: file.type,
      size: file.bytes,
    })),
    read: readUpTo >= number,
    readAt: readUpTo >= number ? (pair.readTimes.get(number) ?? null) : null,
    createdAt: created_at,
    clientId: client_id,
  };
}
