import { z } from "zod";
import { id, instant } from "../ids.ts";
import { limits } from "../limits.ts";
import { message } from "../message.ts";
import { person } from "../person.ts";

/** Rooms by the other person's name or a part of the case's number; with those that were put away. */
export const roomsQuery = z.strictObject({
  q: z.optional(z.string().max(limits.searchCharacters)),
  archived: z.optional(z.enum(["true", "false"])),
  /** How many to pass over. */
  from: z.optional(z.coerce.number().int().min(0)),
});
export type RoomsQuery = z.infer<typeof roomsQuery>;

/** A conversation with one person, as a list of such shows it. */
export const roomLine = z
  .strictObject({
    conversation_id: id,
    case_id: id,
    kind: z.string(),
    number: z.nullable(z.string()),
    title: z.string(),
    /** Whom one speaks with; null when nobody does the work any more. */
    person: z.nullable(person),
    last_message: z.nullable(message),
    unread: z.number().int(),
    /** Whether one put it away. */
    archived: z.boolean(),
    created_at: instant,
  })
  .meta({ id: "RoomLine" });
export type RoomLine = z.infer<typeof roomLine>;

export const roomList = z
  .strictObject({ rooms: z.array(roomLine), total: z.number().int() })
  .meta({ id: "RoomList" });
export type RoomList = z.infer<typeof roomList>;

/** Puts a conversation away from one's own list, or brings it back. */
export const archivedBody = z.strictObject({ archived: z.boolean() });
