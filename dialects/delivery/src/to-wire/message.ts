import { asText, type Surroundings, systemSentence } from "@relais/dialect";
import { isPicture, type Message, parseGeoUri, parsePicture } from "@relais/protocol";
import { z } from "zod";
import { toPerson, wirePerson } from "./person.ts";

export const wireMessage = z.object({
  id: z.string(),
  chat_room: z.string(),
  sender: z.nullable(wirePerson),
  message_type: z.enum(["text", "image", "location", "system"]),
  text: z.string(),
  /** Empty when it is no picture. One of this server is signed, and holds for a while. */
  image_url: z.string(),
  latitude: z.nullable(z.number()),
  longitude: z.nullable(z.number()),
  is_read: z.boolean(),
  read_at: z.nullable(z.string()),
  created_at: z.string(),
  client_id: z.nullable(z.string()),
});
export type WireMessage = z.infer<typeof wireMessage>;

export type ReadTimes = ReadonlyMap<number, string>;

/** Any message of ours in the words of this API; what it has no word for is a text. */
export function toMessage(message: Message, around: Surroundings, times: ReadTimes): WireMessage {
  const { id, number, sender_id, created_at, client_id } = message;
  const sender = sender_id === null ? undefined : around.people.get(sender_id);
  const read_at = times.get(number) ?? null;
  return {
    id,
    chat_room: around.conversation_id,
    sender: sender === undefined || message.kind === "system" ? null : toPerson(sender),
    ...contentOf(message, around),
    is_read: read_at !== null,
    read_at,
    created_at,
    client_id,
  };
}

type Content = Pick<WireMessage, "message_type" | "text" | "image_url" | "latitude" | "longitude">;
const words: Content = {
  message_type: "text",
  text: "",
  image_url: "",
  latitude: null,
  longitude: null,
};

/** What is in a message, whoever reads it. */
export function contentOf(
  message: Message,
  around: Pick<Surroundings, "language" | "kindOf" | "addressOf">,
): Content {
  const { kind, system, text, deleted_at, attachments = [] } = message;
  const { language, kindOf, addressOf } = around;
  if (deleted_at !== null) return { ...words, text: asText(message, language) };
  if (system !== null) {
    return { ...words, message_type: "system", text: systemSentence(system, language, kindOf) };
  }
  const place = kind === "position" ? parseGeoUri(text) : null;
  if (place !== null) {
    const { latitude, longitude, words: said = "" } = place;
    return { ...words, message_type: "location", text: said, latitude, longitude };
  }
  const picture = kind === "picture" ? parsePicture(text) : null;
  if (picture !== null) {
    return { ...words, message_type: "image", text: picture.words, image_url: picture.address };
  }
  const [first] = attachments;
  // One address is all that a message of this API holds; several pictures are told of in words.
  if (first !== undefined && attachments.length === 1 && isPicture(first.type)) {
    return { ...words, message_type: "image", text, image_url: addressOf(first.id) };
  }
  return { ...words, text: asText(message, language) };
}
