import type { CaseFields, Message, Person, Role } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { hasEnded, maskPhone } from "../member/phone.ts";
import { messageOf } from "./message-rows.ts";

/** With a telephone number as `readContacts` tells it: whole while the case is open, masked once it has ended. */
export type RoomPerson = Person & { readonly phone: string | null };

/** A conversation between whoever does the work and one other person, as a list of such shows it. */
export type Room = {
  readonly conversation_id: string;
  readonly case: {
    readonly id: string;
    readonly kind: string;
    readonly number: string | null;
    readonly title: string;
    readonly status: string;
    readonly fields: CaseFields;
  };
  readonly worker: RoomPerson | null;
  readonly other: RoomPerson;
  readonly created_at: string;
  readonly closed: boolean;
  /** Whether this person put it away. */
  readonly archived: boolean;
  /** Its newest message; null while nothing was written. */
  readonly last: Message | null;
  readonly unread: number;
};

/** Everything that a room needs, of conversations with customers; fields are qualified by their tables. */
export function selectRooms(tx: Scoped, actor: Pick<Actor, "id">) {
  return tx
    .selectFrom("conversation")
    .innerJoin("service_case", "service_case.id", "conversation.case_id")
    .innerJoin("member as other", (join) =>
      join.on(sql<boolean>`other.id = coalesce(conversation.with_id, service_case.customer_id)`),
    )
    .leftJoin("member as worker", (join) =>
      join.on(sql<boolean>`worker.id = coalesce(conversation.worker_id, service_case.assignee_id)`),
    )
    .leftJoin("participant as mine", (join) =>
      join
        .onRef("mine.conversation_id", "=", "conversation.id")
        .on("mine.member_id", "=", actor.id),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("message")
          .select([
            "message.id",
            "message.number",
            "message.seq",
            "message.kind",
            "message.sender_id",
            "message.text",
            "message.system",
            "message.created_at",
            "message.deleted_at",
            "message.attachments",
          ])
          .whereRef("message.conversation_id", "=", "conversation.id")
          .orderBy("message.number", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .where("conversation.internal_of", "is", null);
}

/** The columns of a room. Counting what is unread comes last, for a page of rows only. */
export function roomColumns(query: ReturnType<typeof selectRooms>, actor: Pick<Actor, "id">) {
  return query.select([
    "conversation.id as conversation_id",
    "conversation.created_at",
    "conversation.closed_at",
    "service_case.id as case_id",
    "service_case.kind",
    "service_case.number",
    "service_case.title",
    "service_case.status",
    "service_case.fields",
    "other.id as other_id",
    "other.full_name as other_name",
    "other.role as other_role",
    "other.phone as other_phone",
    "worker.id as worker_id",
    "worker.full_name as worker_name",
    "worker.role as worker_role",
    "worker.phone as worker_phone",
    "mine.archived",
    "mine.member_id as mine_id",
    "last.id as last_id",
    "last.number as last_number",
    "last.seq as last_seq",
    "last.kind as last_kind",
    "last.sender_id as last_sender_id",
    "last.text as last_text",
    "last.system as last_system",
    "last.created_at as last_at",
    "last.deleted_at as last_deleted_at",
    "last.attachments as last_attachments",
    sql<number>`(
      select count(*)::integer from message
      where message.conversation_id = conversation.id and message.number > mine.read_number
        and message.sender_id is distinct from ${actor.id})`.as("unread"),
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof roomColumns>["executeTakeFirstOrThrow"]>>;

export function roomOf(kinds: KindRegistry, row: Row): Room {
  // Numbers are for those who take part.
  const tell = (phone: string | null): string | null => {
    if (row.mine_id === null || phone === null) return null;
    return hasEnded(kinds, row) ? maskPhone(phone) : phone;
  };
  return {
    conversation_id: row.conversation_id,
    case: {
      id: row.case_id,
      kind: row.kind,
      number: row.number,
      title: row.title,
      status: row.status,
      fields: row.fields as CaseFields,
    },
    worker:
      row.worker_id === null
        ? null
        : {
            ...personOf(row.worker_id, row.worker_name, row.worker_role),
            phone: tell(row.worker_phone),
          },
    other: {
      ...personOf(row.other_id, row.other_name, row.other_role),
      phone: tell(row.other_phone),
    },
    created_at: row.created_at.toISOString(),
    closed: row.closed_at !== null,
    archived: row.archived ?? false,
    unread: row.unread,
    last: lastOf(row),
  };
}

/** What it quotes and how people reacted is not for a list. */
function lastOf({
  last_id,
  last_number,
  last_seq,
  last_kind,
  last_at,
  ...row
}: Row): Message | null {
  if (last_id === null || last_number === null || last_seq === null) return null;
  if (last_kind === null || last_at === null) return null;
  return messageOf({
    id: last_id,
    number: last_number,
    seq: last_seq,
    kind: last_kind,
    sender_id: row.last_sender_id,
    text: row.last_text ?? "",
    system: row.last_system,
    client_id: null,
    created_at: last_at,
    quote: null,
    edited_at: null,
    deleted_at: row.last_deleted_at,
    reactions: null,
    attachments: row.last_attachments,
    beside: null,
    preview: null,
  });
}

// The check constraint of the column holds the same list as the type.
const personOf = (id: string, full_name: string | null, role: string | null): Person => ({
  id,
  full_name: full_name ?? "",
  role: (role ?? "worker") as Role,
});
