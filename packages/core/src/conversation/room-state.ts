import type { Message } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { spanOf } from "./read-span.ts";
import { timesOf } from "./read-times.ts";
import { type Room, roomColumns, roomOf, selectRooms } from "./room-rows.ts";

/** A room as it stands, for a reaction that asks in nobody's name. */
export type RoomState = {
  readonly room: Room;
  /** The newest messages, oldest first. */
  readonly messages: readonly Message[];
  /** When they were read, by number. */
  readonly times: ReadonlyMap<number, string>;
  /** Ids of some older messages. */
  readonly older: readonly string[];
};

/** Before every person. */
const nobody = { id: "00000000-0000-0000-0000-000000000000" };

/**
 * The room of a conversation with its `count` newest messages, and the ids of at most `older` before them; undefined
 * when there is none.
 */
export function readRoomState(
  core: Core,
  organizationId: string,
  conversationId: string,
  { count, older }: { readonly count: number; readonly older: number },
): Promise<RoomState | undefined> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const row = await roomColumns(selectRooms(tx, nobody), nobody)
      .where("conversation.id", "=", conversationId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const room = roomOf(core.kinds, row);
    const last = room.last?.number ?? 0;
    const from = Math.max(1, last - count + 1);
    const messages = await spanOf(tx, organizationId, conversationId, { from, count });
    const before = await tx
      .selectFrom("message")
      .select("id")
      .where("conversation_id", "=", conversationId)
      .where("number", "<", from)
      .where("number", ">=", from - older)
      .execute();
    return {
      room,
      messages,
      times: await timesOf(tx, conversationId, from, last),
      older: before.map(({ id }) => id),
    };
  });
}
