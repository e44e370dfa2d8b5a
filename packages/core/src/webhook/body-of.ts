import type {
  CaseChange,
  CaseInternal,
  CaseView,
  Person,
  Role,
  WebhookBody,
} from "@relais/protocol";
import { spanOf } from "../conversation/read-span.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { ratingOf, readRow } from "../rating/rating-rows.ts";
import type { WebhookDue } from "./due-deliveries.ts";

type Told = { readonly stream_id: string; readonly seq: number };
type Changed = { case: CaseView; change: CaseChange; internal: CaseInternal };

/**
 * What a webhook is told of an entry of the journal: a case as that change left it, a message as it stands now, so that
 * what was deleted or erased meanwhile is not told. Null: there is nothing left to tell.
 */
export function bodyOf(core: Core, due: WebhookDue): Promise<WebhookBody | null> {
  const { organization_id, stream_id, seq } = due;
  if (stream_id === null || seq === null) return Promise.resolve(null);
  return inOrganization(core.db, organization_id, (tx) =>
    due.type.startsWith("case.")
      ? caseBody(tx, due, { stream_id, seq })
      : messageBody(tx, due, { stream_id, seq }),
  );
}

async function caseBody(tx: Scoped, due: WebhookDue, told: Told): Promise<WebhookBody | null> {
  const found = await readEvent(tx, told);
  if (found === undefined) return null;
  const { case: changed, change, internal } = found.data as Changed;
  const timestamp = due.happened_at.toISOString();
  const { actor } = found;
  const shown: CaseView = due.internal ? { ...changed, internal } : changed;
  if (due.type !== "case.rated") {
    const type = due.type === "case.opened" ? "case.opened" : "case.changed";
    return { type, timestamp, data: { case: shown, change, actor } };
  }
  const rating = await readRow(tx, changed.id);
  if (rating === undefined) return null;
  return { type: due.type, timestamp, data: { case: shown, rating: ratingOf(rating), actor } };
}

async function messageBody(tx: Scoped, due: WebhookDue, told: Told): Promise<WebhookBody | null> {
  const found = await readEvent(tx, told);
  if (found === undefined) return null;
  const { number } = found.data as { number: number };
  const span = { from: number, count: 1 };
  const [message] = await spanOf(tx, due.organization_id, told.stream_id, span);
  const place = await tx
    .selectFrom("conversation")
    .leftJoin("message_about", (join) =>
      join
        .onRef("message_about.conversation_id", "=", "conversation.id")
        .on("message_about.number", "=", number),
    )
    .select((select) => [
      "conversation.internal_of",
      select.fn.coalesce("message_about.case_id", "conversation.case_id").as("case_id"),
    ])
    .where("conversation.id", "=", told.stream_id)
    .executeTakeFirst();
  if (message === undefined || place === undefined) return null;
  const type =
    due.type === "message.sent" || due.type === "message.edited" ? due.type : "message.deleted";
  return {
    type,
    timestamp: due.happened_at.toISOString(),
    data: {
      case_id: place.case_id,
      conversation_id: told.stream_id,
      message,
      internal: place.internal_of !== null,
      actor: found.actor,
    },
  };
}

async function readEvent(
  tx: Scoped,
  { stream_id, seq }: Told,
): Promise<{ data: unknown; actor: Person | null } | undefined> {
  const row = await tx
    .selectFrom("event")
    .leftJoin("member", "member.id", "event.actor_id")
    .select(["event.data", "member.id", "member.full_name", "member.role"])
    .where("event.stream_id", "=", stream_id)
    .where("event.seq", "=", seq)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { data, id, full_name, role } = row;
  // The check constraint of the column holds the same list as the type.
  const actor = id === null || full_name === null ? null : { id, full_name, role: role as Role };
  return { data, actor };
}
