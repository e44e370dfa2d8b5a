import { limits, type MessageReceiptsPage, type Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import {
  guestsLiteral,
  inOrganization,
  organizationsLiteral,
  queryFor,
} from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { unknownNumber } from "../message/unknown-number.ts";

type Row = {
  id: string;
  full_name: string;
  role: string;
  delivered_at: Date | null;
  read_at: Date | null;
};

/** Before every id. */
const beginning = "00000000-0000-0000-0000-000000000000";

/**
 * When each participant but its sender received and read a message, by the journal: a page of them, those
 * after a person.
 *
 * Refuses: not_found, forbidden, message_not_found.
 */
export async function messageReceipts(
  core: Core,
  actor: Actor,
  conversationId: string,
  number: number,
  after: string = beginning,
): Promise<MessageReceiptsPage> {
  const roster = await readableRoster(core, actor, conversationId);
  const message = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("message")
      .select(["seq", "sender_id"])
      .where("conversation_id", "=", conversationId)
      .where("number", "=", number)
      .executeTakeFirst(),
  );
  if (message === undefined) {
    throw new RefusedError("message_not_found", { fields: unknownNumber("number") });
  }
  const rows = await queryFor<Row>(core.pool, guestsLiteral(actor.guest), {
    name: "receipts_of_message",
    text: "select * from receipts_of_message($1, $2, $3, $4, $5, $6)",
    values: [
      organizationsLiteral([roster.organization_id]),
      conversationId,
      number,
      message.seq,
      after,
      limits.messageReceipts,
    ],
  });
  const people = rows.map((row) => ({
    id: row.id,
    full_name: row.full_name,
    role: row.role as Role,
    delivered_at: row.delivered_at?.toISOString() ?? null,
    read_at: row.read_at?.toISOString() ?? null,
  }));
  return {
    people: people.filter(({ id }) => id !== message.sender_id),
    next: people.length === limits.messageReceipts ? (people.at(-1)?.id ?? null) : null,
  };
}
