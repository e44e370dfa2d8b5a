import { type Surroundings, systemSentence } from "@relais/dialect";
import { isPicture, type Language, type Message, parseGeoUri } from "@relais/protocol";
import { z } from "zod";
import { toPerson, wirePerson } from "./person.ts";

const wireAttachment = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  content_type: z.string(),
  size: z.number(),
  /** Seconds, of a voice message. */
  duration: z.nullable(z.number()),
});

export const wireMessage = z.object({
  id: z.string(),
  conversation: z.string(),
  sender: z.nullable(wirePerson),
  message_type: z.enum(["text", "image", "file", "voice", "location", "system"]),
  content: z.string(),
  latitude: z.nullable(z.number()),
  longitude: z.nullable(z.number()),
  attachments: z.array(wireAttachment),
  is_read: z.boolean(),
  read_at: z.nullable(z.string()),
  created_at: z.string(),
  client_id: z.nullable(z.string()),
});
export type WireMessage = z.infer<typeof wireMessage>;

const deleted: Record<Language, string> = {
  fr: "Ce message a été supprimé.",
  en: "This message was deleted.",
};

/** Any message of ours in the words of this API; what it has no word for is a text. */
export function toMessage(message: Message, around: Surroundings): WireMessage {
  const { id, sender_id, created_at, client_id } = message;
  const sender = sender_id === null ? undefined : around.people.get(sender_id);
  const place = message.kind === "position" ? parseGeoUri(message.text) : null;
  return {
    id,
    conversation: around.conversation_id,
    sender: sender === undefined || message.kind === "system" ? null : toPerson(sender),
    message_type: typeOf(message),
    content: contentOf(message, around),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    attachments: (message.attachments ?? []).map((file) => ({
      id: file.id,
      url: around.addressOf(file.id),
      name: file.name,
      content_type: file.type,
      size: file.bytes,
      duration: file.voice === undefined ? null : file.voice.duration_ms / 1_000,
    })),
    ...readBy(message, around),
    created_at,
    client_id,
  };
}

function typeOf({ kind, attachments = [], deleted_at }: Message): WireMessage["message_type"] {
  if (deleted_at !== null) return "text";
  if (kind === "system") return "system";
  if (kind === "position") return "location";
  const [first] = attachments;
  if (first === undefined) return "text";
  if (first.voice !== undefined) return "voice";
  return attachments.every(({ type }) => isPicture(type)) ? "image" : "file";
}

function contentOf(message: Message, { language, kindOf }: Surroundings): string {
  if (message.deleted_at !== null) return deleted[language];
  if (message.system !== null) return systemSentence(message.system, language, kindOf);
  return message.kind === "position" ? "" : message.text;
}

/** Read by somebody else than its sender. We do not keep when, so that is told live only. */
function readBy(
  { number, sender_id }: Message,
  { receipts }: Surroundings,
): Pick<WireMessage, "is_read" | "read_at"> {
  const others = Object.entries(receipts).filter(([id]) => id !== sender_id);
  return { is_read: others.some(([, { read }]) => read >= number), read_at: null };
}
