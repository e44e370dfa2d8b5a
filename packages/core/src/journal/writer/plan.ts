import type { Sent } from "@relais/protocol";
import { RefusedError } from "../../errors.ts";
import { eventJson, type JournalEntry } from "../entry.ts";
import { briefMessage, briefReceipt } from "./brief.ts";
import type { Head, Heads } from "../heads.ts";
import type { Item, MessageItem, ReceiptItem } from "./item.ts";
import type { Places } from "./places.ts";
import type { Quotes, ReadQuote } from "./quotes.ts";

export type PlannedMessage = {
  item: MessageItem;
  number: number;
  seq: number;
  textJson: string;
  data: string;
  quote: ReadQuote | undefined;
  beside: number | undefined;
};
export type PlannedReceipt = {
  first: ReceiptItem;
  items: ReceiptItem[];
  delivered: number;
  read: number;
  seq: number;
  data: string;
};

/** A batch with its numbers: what to write, what to tell, and where the streams stand afterwards. */
export type Plan = {
  readonly at: Date;
  /** The same as the wire spells it. */
  readonly instant: string;
  readonly organizations: Set<string>;
  readonly messages: PlannedMessage[];
  readonly receipts: PlannedReceipt[];
  readonly entries: JournalEntry[];
  readonly heads: Map<string, Head>;
};

/** Numbers a batch in the order of arrival. The heads of all its conversations must be loaded. */
export function planBatch(
  items: readonly Item[],
  known: Heads,
  { quotes, places }: { quotes: Quotes; places: Places },
  at: Date,
): Plan {
  const plan: Plan = {
    at,
    instant: at.toISOString(),
    organizations: new Set(),
    messages: [],
    receipts: [],
    entries: [],
    heads: new Map(),
  };
  const receipts = new Map<string, PlannedReceipt>();
  for (const item of items) {
    plan.organizations.add(item.organization_id);
    if (item.kind === "message") planMessage(plan, item, known, quotes.of(item), places.of(item));
    else mergeReceipt(receipts, item);
  }
  // Receipts come last: they may speak of messages of this very batch.
  for (const receipt of receipts.values()) planReceipt(plan, receipt, known);
  return plan;
}

function headOf(plan: Plan, known: Heads, conversationId: string): Head {
  let head = plan.heads.get(conversationId);
  if (head === undefined) {
    const before = known.get(conversationId);
    if (before === undefined) throw new Error("the head of a planned conversation was not loaded");
    head = { ...before };
    plan.heads.set(conversationId, head);
  }
  return head;
}

function planMessage(
  plan: Plan,
  item: MessageItem,
  known: Heads,
  quote: ReadQuote | undefined,
  beside: number | undefined,
): void {
  const head = headOf(plan, known, item.conversation_id);
  // A plain message is none of these: the sender is told, and says it as an instruction or not at all.
  if (head.guided) throw new RefusedError("guidance_active");
  head.seq += 1;
  head.number += 1;
  const textJson = JSON.stringify(item.text);
  const extras = extrasOf(item, quote, beside);
  const data = messageData(item, head.number, textJson, extras);
  plan.messages.push({ item, number: head.number, seq: head.seq, textJson, data, quote, beside });
  plan.entries.push({
    stream: "conversation",
    stream_id: item.conversation_id,
    organization_id: item.organization_id,
    seq: head.seq,
    type: "message.sent",
    at: plan.instant,
    json: eventJson(head.seq, "message.sent", item.sender_id, plan.instant, data),
    plain: extras === "" && !item.text.includes("://"),
    ...(extras === "" && {
      brief: briefMessage(item, head, plan.at, textJson),
      origin: item.origin,
    }),
  });
}

function messageData(item: MessageItem, number: number, textJson: string, extras: string): string {
  const clientId = item.client_id === null ? "null" : `"${item.client_id}"`;
  return `{"id":"${item.id}","number":${number},"kind":"text","text":${textJson},"system":null,"client_id":${clientId}${extras}}`;
}

/** What it says besides its text; empty for most, which are therefore told in few bytes. */
function extrasOf(
  item: MessageItem,
  quote: ReadQuote | undefined,
  beside: number | undefined,
): string {
  const answer = quote === undefined ? "" : `,"reply_to":${quote.json}`;
  const place = beside === undefined ? "" : `,"beside":${beside}`;
  return `${answer}${filesOf(item)}${place}${quickAnswerOf(item)}${mentionsOf(item)}${subjectOf(item)}`;
}

function filesOf({ attachments }: MessageItem): string {
  return attachments === undefined ? "" : `,"attachments":${JSON.stringify(attachments)}`;
}

function quickAnswerOf({ quick_answer }: MessageItem): string {
  return quick_answer === undefined ? "" : `,"quick_answer":"${quick_answer}"`;
}

function mentionsOf({ mentions }: MessageItem): string {
  return mentions === undefined ? "" : `,"mentions":${JSON.stringify(mentions)}`;
}

function subjectOf({ about }: MessageItem): string {
  return about === undefined ? "" : `,"about":"${about}"`;
}

/** Several steps of one person in one batch are one fact. */
function mergeReceipt(receipts: Map<string, PlannedReceipt>, item: ReceiptItem): void {
  const key = `${item.conversation_id} ${item.member_id}`;
  const merged = receipts.get(key);
  if (merged === undefined) {
    const { delivered, read } = item;
    receipts.set(key, { first: item, items: [item], delivered, read, seq: 0, data: "" });
    return;
  }
  merged.items.push(item);
  merged.delivered = Math.max(merged.delivered, item.delivered);
  merged.read = Math.max(merged.read, item.read);
}

function planReceipt(plan: Plan, receipt: PlannedReceipt, known: Heads): void {
  const { conversation_id, member_id, organization_id } = receipt.first;
  const head = headOf(plan, known, conversation_id);
  // Nobody has received what was not written: a claim beyond the newest message is cut to it.
  const read = Math.min(receipt.read, head.number);
  const delivered = Math.max(Math.min(receipt.delivered, head.number), read);
  head.seq += 1;
  receipt.read = read;
  receipt.delivered = delivered;
  receipt.seq = head.seq;
  receipt.data = `{"user_id":"${member_id}","delivered":${delivered},"read":${read}}`;
  plan.receipts.push(receipt);
  plan.entries.push({
    stream: "conversation",
    stream_id: conversation_id,
    organization_id,
    seq: head.seq,
    type: "receipt.advanced",
    at: plan.instant,
    json: eventJson(head.seq, "receipt.advanced", member_id, plan.instant, receipt.data),
    brief: briefReceipt(receipt, plan.at),
  });
}

/** What the sender of a planned message is answered. */
export function sentOf(message: PlannedMessage, instant: string): Sent {
  const { item, number, seq } = message;
  return { id: item.id, number, seq, created_at: instant };
}
