import type { Room } from "@relais/core";
import { z } from "zod";
import { kinds, office } from "../words.ts";
import { toDeliveryInfo, wireDeliveryInfo } from "./delivery.ts";
import { toUser, wireUser } from "./person.ts";

export const wireRoom = z.object({
  id: z.string(),
  room_type: z.enum(["delivery", "support"]),
  other_participant: z.nullable(wireUser),
  delivery_info: z.nullable(wireDeliveryInfo),
  last_message_text: z.string(),
  last_message_at: z.nullable(z.string()),
  unread_count: z.number(),
  is_archived: z.boolean(),
  created_at: z.string(),
});
type WireRoom = z.infer<typeof wireRoom>;

export const wireRoomDetail = wireRoom.extend({
  driver: z.nullable(wireUser),
  is_active: z.boolean(),
  /** Where the tree has it. */
  firebase_path: z.string(),
});
export type WireRoomDetail = z.infer<typeof wireRoomDetail>;

/** `support` where one of the two is of the office, whatever was asked for. */
export const roomTypeOf = ({ other }: Pick<Room, "other">): WireRoom["room_type"] =>
  office.includes(other.role) ? "support" : "delivery";

/** A room as this caller sees it; `text` is what its newest message says. */
export function toRoom(room: Room, callerId: string, text: string): WireRoom {
  const { other, worker, case: theCase } = room;
  const peer = callerId === other.id ? worker : other;
  return {
    id: room.conversation_id,
    room_type: roomTypeOf(room),
    other_participant: peer && toUser(peer),
    delivery_info: theCase.kind === kinds[0] ? toDeliveryInfo(theCase) : null,
    last_message_text: text,
    last_message_at: room.last?.created_at ?? null,
    unread_count: room.unread,
    is_archived: room.archived,
    created_at: room.created_at,
  };
}

export function toRoomDetail(room: Room, callerId: string, text: string): WireRoomDetail {
  return {
    ...toRoom(room, callerId, text),
    driver: room.worker && toUser(room.worker),
    is_active: !room.closed,
    firebase_path: `/chats/${room.conversation_id}`,
  };
}
