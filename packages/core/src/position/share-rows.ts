import type { Destination, PositionShare, ShareLength } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import type { Suspect, Taken } from "./check-fix.ts";

type ShareRow = {
  id: string;
  member_id: string;
  until: string;
  destination: unknown;
  started_at: Date;
  ends_at: Date;
};

/** A live share with what is known of where its person is. */
export type LiveShare = {
  readonly share: PositionShare;
  readonly conversation_id: string;
  readonly last: Taken | null;
  readonly suspect: Suspect | null;
  readonly received_at: Date | null;
};

/** A stored share as the protocol spells it. */
export function shareOf(row: ShareRow): PositionShare {
  return {
    id: row.id,
    user_id: row.member_id,
    // The check constraints of the columns hold the same lists as the types.
    until: row.until as ShareLength,
    destination: row.destination as Destination | null,
    started_at: row.started_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
  };
}

/** The shares of a conversation that live, in the order of starting. */
export async function readShares(tx: Scoped, conversationId: string): Promise<PositionShare[]> {
  const rows = await tx
    .selectFrom("position_share")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .where("ended_at", "is", null)
    .orderBy("started_at")
    .orderBy("id")
    .execute();
  return rows.map(shareOf);
}

/** This person's live share of a conversation, held until the end of the transaction. */
export async function lockShare(
  tx: Scoped,
  conversationId: string,
  memberId: string,
): Promise<LiveShare | undefined> {
  const row = await tx
    .selectFrom("position_share")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .where("member_id", "=", memberId)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      share: shareOf(row),
      conversation_id: conversationId,
      last: row.last as Taken | null,
      suspect: row.suspect as Suspect | null,
      received_at: row.received_at,
    }
  );
}
