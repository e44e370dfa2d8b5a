import type { Role } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readableRoster } from "./policy.ts";
import { type Room, roomColumns, roomOf, selectRooms } from "./room-rows.ts";
import { holdWords, literally } from "../database/like.ts";

export type FindRooms = {
  readonly kinds: readonly string[];
  /** Only with somebody of these roles, or with nobody of them. */
  readonly with?: { readonly roles: readonly Role[]; readonly wanted: boolean } | undefined;
  readonly case_id?: string | undefined;
  /** Those that were put away too. */
  readonly archived: boolean;
  /** Found in the name of the other person, or in the number of the case. */
  readonly words?: string | undefined;
  /** The newest message first, or the oldest conversation; either can be turned. */
  readonly order: { readonly by: "last_message" | "created"; readonly newest: boolean };
  /** How many to pass over, and how many to give at most. */
  readonly from: number;
  readonly count: number;
};

/** A page of the conversations that this person takes part in, and how many there are of them. */
export function findRooms(
  core: Core,
  actor: Actor,
  wanted: FindRooms,
): Promise<{ rooms: Room[]; total: number }> {
  return inOrganization(core.db, actor, async (tx) => {
    const matching = filtered(selectRooms(tx, actor), actor, wanted);
    const { total } = await matching
      .select(sql<number>`count(*)::integer`.as("total"))
      .executeTakeFirstOrThrow();
    const direction = wanted.order.newest ? "desc" : "asc";
    const rows = await roomColumns(matching, actor)
      .orderBy(
        wanted.order.by === "created"
          ? sql`conversation.created_at`
          : sql`coalesce(last.created_at, conversation.created_at)`,
        direction,
      )
      .orderBy("conversation.id", direction)
      .offset(wanted.from)
      .limit(wanted.count)
      .execute();
    return { rooms: rows.map((row) => roomOf(core.kinds, row)), total };
  });
}

/** What is unread in all of them together. */
export function countUnreadRooms(
  core: Core,
  actor: Actor,
  wanted: Pick<FindRooms, "kinds">,
): Promise<number> {
  return inOrganization(core.db, actor, async (tx) => {
    const rows = await roomColumns(
      filtered(selectRooms(tx, actor), actor, { ...wanted, archived: true }),
      actor,
    ).execute();
    return rows.reduce((sum, { unread }) => sum + unread, 0);
  });
}

/** One conversation as a room, of any kind. Refuses: not_found, forbidden. */
export async function readRoom(core: Core, actor: Actor, conversationId: string): Promise<Room> {
  const roster = await readableRoster(core, actor, conversationId);
  // What is written among those who do the work is no room with anybody.
  if (roster.internal_of !== null) throw new RefusedError("not_found");
  return inOrganization(core.db, actor, async (tx) => {
    const row = await roomColumns(selectRooms(tx, actor), actor)
      .where("conversation.id", "=", conversationId)
      .executeTakeFirst();
    if (row === undefined) throw new RefusedError("not_found");
    return roomOf(core.kinds, row);
  });
}

type Rooms = ReturnType<typeof selectRooms>;

function filtered(
  rooms: Rooms,
  { id }: Actor,
  {
    kinds,
    with: who,
    case_id,
    archived,
    words = "",
  }: Pick<FindRooms, "kinds" | "archived"> & Partial<FindRooms>,
): Rooms {
  let query = rooms
    .where("mine.member_id", "is not", null)
    .where("service_case.kind", "in", [...kinds]);
  if (!archived) query = query.where("mine.archived", "=", false);
  if (case_id !== undefined) query = query.where("service_case.id", "=", case_id);
  if (who !== undefined) {
    query = query.where("other.role", who.wanted ? "in" : "not in", [...who.roles]);
  }
  if (words.trim() === "") return query;
  const number = `%${literally(words.trim())}%`;
  return query.where((where) =>
    where.or([
      where("service_case.number", "ilike", number),
      where.and([holdWords(["other.full_name"], words), where("other.id", "<>", id)]),
      where.and([holdWords(["worker.full_name"], words), where("worker.id", "<>", id)]),
    ]),
  );
}
