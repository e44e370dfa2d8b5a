import {
  type ConversationState,
  type DatedReceipt,
  limits,
  type Person,
  type Role,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { readCase } from "../case/views.ts";
import type { Core } from "../core.ts";
import { type Scoped, setScope } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readGuidance } from "../guidance/session-rows.ts";
import { readMarks } from "../guidance/step-rows.ts";
import { readShares } from "../position/share-rows.ts";
import { readFormer } from "./list-former.ts";
import { isStaff, readableRoster } from "./policy.ts";
import { isOfStep, type MessageRow, messageOf } from "./message-rows.ts";

/**
 * A conversation as it stands now, for this viewer: case, people, receipts and the newest page of
 * messages, all at one position of its journal.
 *
 * Refuses: not_found, forbidden.
 */
export async function openConversation(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<ConversationState> {
  return (await readConversation(core, actor, conversationId)).state;
}

/** The same, with when the event at its position happened; absent before the first one. Refuses as it does. */
export async function readConversation(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<{ state: ConversationState; at?: string }> {
  const roster = await readableRoster(core, actor, conversationId);
  // One instant for all statements: the parts must belong to the same position.
  return core.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      await setScope(tx, actor);
      const head = await readHead(tx, conversationId);
      const theCase = await readCase(tx, roster.case_id);
      if (theCase === undefined) throw new RefusedError("not_found");
      const people = await readPeople(tx, conversationId, actor.id);
      const messages = await readWindow(tx, conversationId, head.number);
      const mine = people.find((one) => one.id === actor.id);
      const state: ConversationState = {
        conversation_id: conversationId,
        viewer_id: actor.id,
        ...(isStaff(core.kinds, roster.case_kind, actor.role) &&
          roster.internal_id !== null && { internal_id: roster.internal_id }),
        ...(roster.internal_of !== null && { internal_of: roster.internal_of }),
        seq: head.seq,
        case: theCase,
        participants: people.map(
          ({ id, full_name, role }): Person => ({ id, full_name, role: role as Role }),
        ),
        participant_count: roster.members.size,
        former: await readFormer(tx, conversationId),
        receipts: Object.fromEntries(
          people.map((one): [string, DatedReceipt] => [
            one.id,
            {
              delivered: one.delivered_number,
              read: one.read_number,
              delivered_at: one.delivered_at?.toISOString() ?? null,
              read_at: one.read_at?.toISOString() ?? null,
            },
          ]),
        ),
        last_number: head.number,
        unread: await countUnread(tx, conversationId, actor.id, mine?.read_number ?? head.number),
        messages,
        shares: await readShares(tx, conversationId),
        guidance: await readGuidance(tx, conversationId),
      };
      return { state, ...(head.at !== null && { at: head.at.toISOString() }) };
    });
}

async function readHead(
  tx: Scoped,
  conversationId: string,
): Promise<{ seq: number; at: Date | null; number: number }> {
  const row = await tx
    .selectNoFrom((from) => [
      from
        .selectFrom("event")
        .select("at")
        .where("stream_id", "=", conversationId)
        .orderBy("seq", "desc")
        .limit(1)
        .as("at"),
      from
        .selectFrom("event")
        .select(sql<number>`coalesce(max(seq), 0)`.as("seq"))
        .where("stream_id", "=", conversationId)
        .as("seq"),
      from
        .selectFrom("message")
        .select(sql<number>`coalesce(max(number), 0)`.as("number"))
        .where("conversation_id", "=", conversationId)
        .as("number"),
    ])
    .executeTakeFirstOrThrow();
  return { seq: row.seq ?? 0, at: row.at, number: row.number ?? 0 };
}

/** The viewer first, then in the order of joining: a large room lists a part of its people. */
async function readPeople(tx: Scoped, conversationId: string, viewerId: string) {
  const people = await tx
    .selectFrom("participant")
    .innerJoin("member", "member.id", "participant.member_id")
    .select([
      "member.id",
      "member.full_name",
      "member.role",
      "participant.delivered_number",
      "participant.read_number",
      "participant.delivered_at",
      "participant.read_at",
    ])
    .where("participant.conversation_id", "=", conversationId)
    .orderBy(sql`participant.member_id <> ${viewerId}`)
    .orderBy("participant.joined_at")
    .orderBy("participant.member_id")
    .limit(limits.snapshotParticipants)
    .execute();
  return people;
}

async function readWindow(tx: Scoped, conversationId: string, newest: number) {
  const rows = await tx
    .selectFrom("message")
    .selectAll()
    .select(
      sql`case when reply_to is not null then quote_of(conversation_id, reply_to) end`.as("quote"),
    )
    .where("conversation_id", "=", conversationId)
    .where("number", ">", newest - limits.pageMessages)
    .where("number", "<=", newest)
    .orderBy("number")
    .execute();
  const ofSteps = rows.filter(({ kind }) => isOfStep(kind)).map(({ number }) => number);
  const marks = await readMarks(tx, conversationId, ofSteps);
  return rows.map((row) => messageOf(row as MessageRow, marks.get(row.number)));
}

/** Messages of others after the read position. */
async function countUnread(
  tx: Scoped,
  conversationId: string,
  viewerId: string,
  read: number,
): Promise<number> {
  const row = await tx
    .selectFrom((from) =>
      from
        .selectFrom("message")
        .select("number")
        .where("conversation_id", "=", conversationId)
        .where("number", ">", read)
        .where(sql<boolean>`sender_id is distinct from ${viewerId}`)
        .limit(limits.countedUnread)
        .as("unread"),
    )
    .select(sql<number>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}
