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
): Promise<Record<string, DatedReceipt>> {
  const rows = await tx
    .selectFrom("participant")
    .select(["member_id", "delivered_number", "read_number", "delivered_at", "read_at"])
    .where("conversation_id", "=", conversationId)
    .limit(limits.snapshotParticipants)
    .execute();
  return Object.fromEntries(
    rows.map((row) => [
      row.member_id,
      {
        delivered: row.delivered_number,
        read: row.read_number,
        delivered_at: row.delivered_at?.toISOString() ?? null,
        read_at: row.read_at?.toISOString() ?? null,
      },
    ]),
  );
}
