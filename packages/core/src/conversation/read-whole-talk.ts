import { type DatedReceipt, limits, type Message, type Person } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { isStaff, readableRoster } from "./policy.ts";
import { readSpan } from "./read-span.ts";

export type TalkMessage = { readonly message: Message; readonly internal: boolean };

type Receipts = Readonly<Record<string, DatedReceipt>>;

export type TalkSpan = {
  /** From the asked position on, in the order that everybody sees who sees both. */
  readonly messages: TalkMessage[];
  /** How many there are in all for this person. */
  readonly count: number;
  readonly receipts: Receipts;
  /** How far those who do the work have read of what is internal. */
  readonly internal_receipts: Receipts;
  /** Who takes part in either. */
  readonly people: ReadonlyMap<string, Person>;
  /** Where what is internal lies, for those who know. */
  readonly internal_id: string | null;
};

type Asked = { readonly from: number | "last"; readonly count: number };

/**
 * Messages of a conversation by position, 1 being the first, and for those who do the work the internal ones among
 * them, each at its place. An internal message with number i and b messages beside it stands at i + b: positions are
 * arithmetic here as well.
 *
 * Refuses: not_found, forbidden.
 */
export async function readWholeTalk(
  core: Core,
  actor: Actor,
  conversationId: string,
  asked: Asked,
): Promise<TalkSpan> {
  const roster = await readableRoster(core, actor, conversationId);
  const { internal_id, internal_of, case_kind } = roster;
  const beside = internal_of === null && isStaff(core.kinds, case_kind, actor.role);
  if (internal_id === null || !beside) {
    const span = await readSpan(core, actor, conversationId, asked);
    return {
      messages: span.messages.map((message) => ({ message, internal: internal_of !== null })),
      count: span.last_number,
      receipts: span.receipts,
      internal_receipts: {},
      people: roster.members,
      internal_id: null,
    };
  }
  const size = Math.min(asked.count, limits.pageMessages * 2);
  const { members } = await readableRoster(core, actor, internal_id);
  const at = await placesOf(core, actor, conversationId, internal_id, { ...asked, count: size });
  const outside = size - at.within.length;
  // One more than none: receipts are wanted of both in any case.
  const open = await readSpan(core, actor, conversationId, {
    from: at.first - at.before,
    count: Math.max(1, outside),
  });
  const inside = await readSpan(core, actor, internal_id, {
    from: at.before + 1,
    count: Math.max(1, at.within.length),
  });
  const messages = [
    ...open.messages
      .slice(0, outside)
      .map((message) => ({ message, internal: false, place: message.number, inner: 0 })),
    ...inside.messages.slice(0, at.within.length).map((message, index) => {
      const place = at.within[index] ?? 0;
      return {
        message: { ...message, beside: place },
        internal: true,
        place,
        inner: message.number,
      };
    }),
  ].sort((a, b) => a.place - b.place || a.inner - b.inner);
  return {
    messages: messages.map(({ message, internal }) => ({ message, internal })),
    count: at.count,
    receipts: open.receipts,
    internal_receipts: inside.receipts,
    people: new Map([...members, ...roster.members]),
    internal_id,
  };
}

type Places = {
  readonly first: number;
  readonly count: number;
  /** Internal messages before the first position. */
  readonly before: number;
  /** Beside which message each internal one of the span stands. */
  readonly within: readonly number[];
};

function placesOf(
  core: Core,
  actor: Actor,
  conversationId: string,
  internalId: string,
  { from, count: size }: Asked,
): Promise<Places> {
  return inOrganization(core.db, actor, async (tx) => {
    const newest = async (id: string): Promise<number> => {
      const row = await tx
        .selectFrom("message")
        .select("number")
        .where("conversation_id", "=", id)
        .orderBy("number", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.number ?? 0;
    };
    const count = (await newest(conversationId)) + (await newest(internalId));
    const first = from === "last" ? Math.max(0, Math.ceil(count / size) - 1) * size + 1 : from;
    const inside = tx
      .selectFrom("message")
      .where("conversation_id", "=", internalId)
      // What has this number stands later still.
      .where("number", "<", first + size);
    const { before } = await inside
      .select(sql<number>`count(*)`.as("before"))
      .where(sql<boolean>`number + beside < ${first}`)
      .executeTakeFirstOrThrow();
    const within = await inside
      .select(sql<number>`coalesce(beside, 0)`.as("beside"))
      .where(sql<boolean>`number + beside >= ${first} and number + beside < ${first + size}`)
      .orderBy("number")
      .execute();
    return { first, count, before, within: within.map((row) => row.beside) };
  });
}

/**
 * One message of a conversation, or of the internal one beside it, as `readWholeTalk` gives it.
 *
 * Refuses: not_found (also an internal one to whoever must not know of it), forbidden.
 */
export async function readTalkMessage(
  core: Core,
  actor: Actor,
  conversationId: string,
  { number, internal }: { readonly number: number; readonly internal: boolean },
): Promise<TalkSpan> {
  const { internal_id } = await readableRoster(core, actor, conversationId);
  const room = internal ? internal_id : conversationId;
  if (room === null) throw new RefusedError("not_found");
  const { members } = await readableRoster(core, actor, room);
  const { messages, receipts } = await readSpan(core, actor, room, { from: number, count: 1 });
  return {
    messages: messages.map((message) => ({ message, internal })),
    count: messages.length,
    receipts: internal ? {} : receipts,
    internal_receipts: internal ? receipts : {},
    people: members,
    internal_id: internal ? room : null,
  };
}
