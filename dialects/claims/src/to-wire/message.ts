import { type Surroundings, systemSentence } from "@relais/dialect";
import type { TalkMessage } from "@relais/core";
import {
  isPicture,
  type Language,
  type Message,
  parseGeoUri,
  type Receipt,
} from "@relais/protocol";
import { z } from "zod";
import { sides } from "../words.ts";

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
  conversation_id: z.string(),
  sender_type: z.enum(["customer", "staff", "system"]),
  sender_id: z.nullable(z.string()),
  sender_name: z.string(),
  message_type: z.enum(["text", "file", "image", "status_update", "system"]),
  content: z.string(),
  attachments: z.array(wireAttachment),
  read_by_customer: z.boolean(),
  read_by_staff: z.boolean(),
  /** When somebody of the other side first read it. */
  read_at: z.nullable(z.string()),
  is_internal: z.boolean(),
  created_at: z.string(),
  client_id: z.nullable(z.string()),
});
export type WireMessage = z.infer<typeof wireMessage>;

/** What a message is read with: an internal one with what those who do the work have read of those. */
export type ClaimSurroundings = Surroundings & {
  readonly internal_receipts: Readonly<Record<string, Receipt>>;
  /** By id of the message. */
  readonly read_at: ReadonlyMap<string, string>;
};

const words = {
  deleted: { fr: "Ce message a été supprimé.", en: "This message was deleted." },
  position: { fr: "Position partagée\u00a0: {place}", en: "Shared position: {place}" },
  system: { fr: "Système", en: "System" },
} satisfies Record<string, Record<Language, string>>;

/** Any message of ours in the words of this API; what it has no word for is a text. */
export function toMessage(
  { message, internal }: TalkMessage,
  around: ClaimSurroundings,
): WireMessage {
  const { id, sender_id, created_at, client_id } = message;
  const sender = sender_id === null ? undefined : around.people.get(sender_id);
  const bySystem = sender === undefined || message.kind === "system";
  return {
    id,
    conversation_id: around.conversation_id,
    sender_type: bySystem ? "system" : sides[sender.role],
    sender_id: bySystem ? null : sender.id,
    sender_name: bySystem ? words.system[around.language] : sender.full_name,
    message_type: typeOf(message),
    content: contentOf(message, around),
    attachments: (message.attachments ?? []).map((file) => ({
      id: file.id,
      url: around.addressOf(file.id),
      name: file.name,
      content_type: file.type,
      size: file.bytes,
      duration: file.voice === undefined ? null : file.voice.duration_ms / 1_000,
    })),
    ...readBy(message, internal, around),
    is_internal: internal,
    created_at,
    client_id,
  };
}

function typeOf({
  system,
  kind,
  attachments = [],
  deleted_at,
}: Message): WireMessage["message_type"] {
  if (deleted_at !== null) return "text";
  if (kind === "system") return system?.name === "status" ? "status_update" : "system";
  if (attachments.length === 0) return "text";
  return attachments.every(({ type }) => isPicture(type)) ? "image" : "file";
}

function contentOf(message: Message, { language, kindOf }: Surroundings): string {
  if (message.deleted_at !== null) return words.deleted[language];
  if (message.system !== null) return systemSentence(message.system, language, kindOf);
  if (message.kind !== "position") return message.text;
  const place = parseGeoUri(message.text);
  const shown = place === null ? message.text : `${place.latitude}, ${place.longitude}`;
  return words.position[language].replace("{place}", shown);
}

type Read = Pick<WireMessage, "read_by_customer" | "read_by_staff" | "read_at">;

/** One's own side has read what it wrote; the other side as far as its receipts say. */
function readBy(
  { id, number, sender_id, kind }: Message,
  internal: boolean,
  around: ClaimSurroundings,
): Read {
  const side = (id: string) => sides[around.people.get(id)?.role ?? "worker"];
  const from = sender_id === null || kind === "system" ? undefined : side(sender_id);
  const receipts = Object.entries(internal ? around.internal_receipts : around.receipts);
  const reads = (of: "customer" | "staff") =>
    receipts.filter(([id, { read }]) => side(id) === of && read >= number).map(([, one]) => one);
  const [customers, staff] = [reads("customer"), reads("staff")];
  return {
    read_by_customer: from === "customer" || (!internal && customers.length > 0),
    read_by_staff: from === "staff" || staff.length > 0,
    read_at: around.read_at.get(id) ?? null,
  };
}
