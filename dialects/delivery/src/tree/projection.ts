import type { Room } from "@relais/core";
import type { Surroundings } from "@relais/dialect";
import type { Message } from "@relais/protocol";
import { contentOf } from "../to-wire/message.ts";
import { roomTypeOf } from "../to-wire/room.ts";
import { kinds } from "../words.ts";
import { type JsonObject, pruned } from "./json.ts";

/** The tree holds this many newest messages of a room; the others are had over HTTP. */
export const held = 50;

export type Words = Pick<Surroundings, "language" | "kindOf" | "addressOf">;

/** A message as the tree has it. */
export function messageNode(message: Message, readAt: string | null, words: Words): JsonObject {
  const { id, sender_id, kind, created_at } = message;
  return pruned({
    id,
    sender_id: kind === "system" ? null : sender_id,
    ...contentOf(message, words),
    timestamp: created_at,
    is_read: readAt !== null,
    read_at: readAt,
  }) as JsonObject;
}

/** What a newest message says of its room. */
export function lastOf(message: Message | null, words: Words) {
  return {
    last_message_text: message === null ? "" : contentOf(message, words).text,
    last_message_at: message?.created_at ?? null,
    last_message_sender_id: message?.kind === "system" ? null : (message?.sender_id ?? null),
  };
}

export function metadataNode(room: Room, words: Words): JsonObject {
  const { conversation_id, case: theCase, worker, other, created_at, closed, last } = room;
  return pruned({
    id: conversation_id,
    room_type: roomTypeOf(room),
    driver_id: worker?.id ?? null,
    other_user_id: other.id,
    delivery_id: theCase.kind === kinds[0] ? theCase.id : null,
    created_at,
    is_active: !closed,
    ...lastOf(last, words),
  }) as JsonObject;
}
