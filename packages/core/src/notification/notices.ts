import type { Notification, NotificationsPage, Role } from "@relais/protocol";
import { limits } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/**
 * What concerns the actor, the newest first, a page of it; `before`: the id of the last one of the page before.
 *
 * Refuses: forbidden to whoever came by a link.
 */
export async function listNotifications(
  core: Core,
  actor: Actor,
  before?: string,
): Promise<NotificationsPage> {
  if (actor.guest !== undefined) throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, async (tx) => {
    let query = selectNotices(tx)
      .where("notification.member_id", "=", actor.id)
      .orderBy("notification.created_at", "desc")
      .orderBy("notification.id", "desc")
      .limit(limits.notificationsPage + 1);
    if (before !== undefined) {
      query = query.where(
        sql<boolean>`(notification.created_at, notification.id) < (
          select last.created_at, last.id from notification last
          where last.id = ${before} and last.member_id = ${actor.id})`,
      );
    }
    const rows = await query.execute();
    return {
      notifications: rows.slice(0, limits.notificationsPage).map(noticeOf),
      unread: await countUnread(tx, actor.id),
      has_more: rows.length > limits.notificationsPage,
    };
  });
}

/** Marks those named, or all of the actor's, as seen. What is not theirs stays. Refuses: forbidden. */
export async function readNotifications(
  core: Core,
  actor: Actor,
  ids?: readonly string[],
): Promise<{ unread: number }> {
  if (actor.guest !== undefined) throw new RefusedError("forbidden");
  const unread = await inOrganization(core.db, actor, async (tx) => {
    let query = tx
      .updateTable("notification")
      .set({ read_at: core.now() })
      .where("member_id", "=", actor.id)
      .where("read_at", "is", null);
    if (ids !== undefined) query = query.where("id", "in", [...ids]);
    await query.execute();
    return countUnread(tx, actor.id);
  });
  // On the other devices too.
  core.notices.publish({ user_id: actor.id, notification: null, unread });
  return { unread };
}

/** What people are told of: notifications by their ids, and how many each of these people has not seen. */
export async function readNotices(
  core: Core,
  organizationId: string,
  asked: { readonly ids: readonly string[]; readonly members: readonly string[] },
): Promise<{ notifications: Map<string, Notification>; unread: Map<string, number> }> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const rows =
      asked.ids.length === 0
        ? []
        : await selectNotices(tx)
            .where("notification.id", "in", [...asked.ids])
            .execute();
    const counts = await tx
      .selectFrom("notification")
      .select((select) => ["member_id", select.fn.countAll<number>().as("count")])
      .where("member_id", "in", [...asked.members])
      .where("read_at", "is", null)
      .where(isTheirs)
      .groupBy("member_id")
      .execute();
    return {
      notifications: new Map(rows.map((row) => [row.id, noticeOf(row)])),
      unread: new Map(counts.map(({ member_id, count }) => [member_id, Number(count)])),
    };
  });
}

async function countUnread(tx: Scoped, memberId: string): Promise<number> {
  const { count } = await tx
    .selectFrom("notification")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("member_id", "=", memberId)
    .where("read_at", "is", null)
    .where(isTheirs)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Not of words beside a conversation, for somebody who was of those that read them and is no more. */
const isTheirs = sql<boolean>`not exists (
  select from conversation beside
  where beside.id = notification.message_conversation_id and beside.internal_of is not null
    and not may_be_beside(notification.member_id, beside.case_id))`;

type NoticeRow = Awaited<ReturnType<ReturnType<typeof selectNotices>["execute"]>>[number];

function selectNotices(tx: Scoped) {
  return tx
    .selectFrom("notification")
    .leftJoin("member as actor", "actor.id", "notification.actor_id")
    .leftJoin("service_case", "service_case.id", "notification.case_id")
    .leftJoin("message", (join) =>
      join
        .onRef("message.conversation_id", "=", "notification.message_conversation_id")
        .onRef("message.number", "=", "notification.message_number"),
    )
    .where(isTheirs)
    .select([
      "notification.id",
      "notification.type",
      "notification.created_at",
      "notification.read_at",
      "notification.actor_id",
      "actor.full_name",
      "actor.role",
      "notification.case_id",
      "service_case.title",
      "service_case.kind",
      "notification.conversation_id",
      "notification.message_conversation_id",
      "notification.message_number",
      "notification.detail",
      sql<string | null>`left(message.text, ${limits.quotedCharacters})`.as("text"),
    ]);
}

function noticeOf(row: NoticeRow): Notification {
  const { actor_id, full_name, role, case_id, title, kind, text } = row;
  const { message_conversation_id, message_number } = row;
  return {
    id: row.id,
    type: row.type,
    // The check constraint of the column holds the same list as the type.
    actor:
      actor_id === null || full_name === null
        ? null
        : { id: actor_id, full_name, role: role as Role },
    case: case_id === null || title === null || kind === null ? null : { id: case_id, title, kind },
    conversation_id: row.conversation_id,
    message:
      message_conversation_id === null || message_number === null
        ? null
        : { conversation_id: message_conversation_id, number: message_number, text: text ?? "" },
    detail: row.detail,
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  };
}
