import { type DatedReceipt, limits, type Message, type StepMark } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, organizationsLiteral, type Scoped } from "../database/scope.ts";
import { readMarks } from "../guidance/step-rows.ts";
import { isOfStep, type MessageRow, messageOf } from "./message-rows.ts";
import { readableRoster } from "./policy.ts";

export type Span = {
  /** Messages from the asked number on, oldest first. */
  readonly messages: Message[];
  /** The number of the newest message of the conversation, 0 when there is none: also how many there are. */
  readonly last_number: number;
  /** By member id. */
  readonly receipts: Readonly<Record<string, DatedReceipt>>;
};

/**
 * At most `count` messages from number `from` on, for callers that page by position; `from: "last"` is the page
 * that holds the newest when pages of `count` are laid from the first message on.
 *
 * Refuses: not_found, forbidden.
 */
export async function readSpan(
  core: Core,
  actor: Actor,
  conversationId: string,
  { from, count }: { readonly from: number | "last"; readonly count: number },
): Promise<Span> {
  const { organization_id } = await readableRoster(core, actor, conversationId);
  const size = Math.min(count, limits.pageMessages * 2);
  return inOrganization(core.db, actor, async (tx) => {
    const last_number = await lastNumber(tx, conversationId);
    const first =
      from === "last" ? Math.max(0, Math.ceil(last_number / size) - 1) * size + 1 : from;
    const wanted = { from: first, count: size };
    const messages = await spanOf(tx, organization_id, conversationId, wanted);
    return { messages, last_number, receipts: await readReceipts(tx, conversationId) };
  });
}

/** The same for whoever may read everything: reactions to the journal. */
export async function spanOf(
  tx: Scoped,
  organizationId: string,
  conversationId: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<Message[]> {
  const scope = organizationsLiteral([organizationId]);
  const { rows } = await sql<PageRow>`
    select * from history_page(${scope}, ${conversationId}, ${from + count}, ${count})
  `.execute(tx);
  const ofSteps = rows.filter(({ kind }) => isOfStep(kind)).map(({ number }) => number);
  const marks = await readMarks(tx, conversationId, ofSteps);
  return rows.map((row) => fromPage(row, marks.get(row.number)));
}

/** Conversations with their newest message each, in one question. */
export async function newestOf(
  tx: Scoped,
  organizationId: string,
  conversationIds: readonly string[],
): Promise<Map<string, Newest>> {
  const scope = organizationsLiteral([organizationId]);
  const { rows } = await sql<NewestRow>`
    select c.id as room_id, c.created_at as begun_at, c.closed_at, coalesce(n.number, 0) as last_number, h.*
    from conversation c
    left join lateral (select m.number from message m where m.conversation_id = c.id
                       order by m.number desc limit 1) n on true
    left join lateral history_page(${scope}, c.id, n.number + 1, 1) h on true
    where c.id = any (${[...conversationIds]})
  `.execute(tx);
  const receipts = await receiptsOf(tx, conversationIds);
  const found = rows.map(async ({ room_id, begun_at, closed_at, last_number, ...page }) => {
    const marks =
      page.id !== null && isOfStep(page.kind)
        ? await readMarks(tx, room_id, [page.number])
        : undefined;
    const newest: Newest = {
      created_at: begun_at.toISOString(),
      closed: closed_at !== null,
      messages: Number(last_number),
      last_message: page.id === null ? null : fromPage(page, marks?.get(page.number)),
      receipts: receipts.get(room_id) ?? {},
    };
    return [room_id, newest] as const;
  });
  return new Map(await Promise.all(found));
}

export type Newest = {
  readonly created_at: string;
  readonly closed: boolean;
  /** Messages, those of the machine included. */
  readonly messages: number;
  readonly last_message: Message | null;
  readonly receipts: Readonly<Record<string, DatedReceipt>>;
};

type NewestRow = PageRow & {
  room_id: string;
  begun_at: Date;
  closed_at: Date | null;
  last_number: number;
};

type PageRow = Omit<MessageRow, "quote" | "beside" | "system" | "reactions" | "attachments"> &
  Record<"reply_to" | "system" | "reactions" | "attachments", string | null>;

/** `history_page` gives its JSON as text, for those who pass it on unread. */
function fromPage(
  { reply_to, system, reactions, attachments, ...row }: PageRow,
  step: StepMark | undefined,
): Message {
  const read = {
    ...row,
    quote: parsed(reply_to),
    system: parsed(system),
    reactions: parsed(reactions),
    attachments: parsed(attachments),
    beside: null,
  };
  return messageOf(read, step);
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

async function lastNumber(tx: Scoped, conversationId: string): Promise<number> {
  const newest = await tx
    .selectFrom("message")
    .select("number")
    .where("conversation_id", "=", conversationId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest?.number ?? 0;
}

async function readReceipts(
  tx: Scoped,
  conversationId: string,
): Promise<Readonly<Record<string, DatedReceipt>>> {
  return (await receiptsOf(tx, [conversationId])).get(conversationId) ?? {};
}

/** Of each conversation, by member id. */
async function receiptsOf(
  tx: Scoped,
  conversationIds: readonly string[],
): Promise<Map<string, Record<string, DatedReceipt>>> {
  const { rows } = await sql<ReceiptRow>`
    select p.* from unnest(${[...conversationIds]}::uuid[]) c (id)
    cross join lateral (
      select q.conversation_id, q.member_id, q.delivered_number, q.read_number, q.delivered_at, q.read_at
      from participant q where q.conversation_id = c.id limit ${limits.snapshotParticipants}
    ) p
  `.execute(tx);
  const receipts = new Map<string, Record<string, DatedReceipt>>();
  for (const row of rows) {
    const own = receipts.get(row.conversation_id) ?? {};
    receipts.set(row.conversation_id, own);
    own[row.member_id] = {
      delivered: row.delivered_number,
      read: row.read_number,
      delivered_at: row.delivered_at?.toISOString() ?? null,
      read_at: row.read_at?.toISOString() ?? null,
    };
  }
  return receipts;
}

type ReceiptRow = {
  conversation_id: string;
  member_id: string;
  delivered_number: number;
  read_number: number;
  delivered_at: Date | null;
  read_at: Date | null;
};
