import type { ProcedureReference, Quote, Refusal, StepReference } from "@relais/protocol";
import type { OutboxFile } from "../files/types.ts";
import type { Change } from "./change.ts";

/** A step that a case takes: which, from where, and why. */
export type StatusStep = {
  case_id: string;
  /** What the case was called when the step was taken, and of which kind it is. */
  title: string;
  kind: string;
  from: string;
  to: string;
  reason?: string;
  note?: string;
  internal?: boolean;
  /** The conversations of the case: what was written there before it goes before it, and what comes after it after it. */
  conversation_ids: readonly string[];
};

/** A message, a change of one, or a step of a case that the server does not have yet, as far as is known. */
export type OutboxEntry = {
  /** Given by the storage; entries are sent in this order. */
  position: number;
  client_id: string;
  /** Where it belongs: a conversation; for a step of a case, the case. */
  conversation_id: string;
  /** Who wrote it: a browser may be used by several people. Null when not known yet; then no storage has it. */
  sender_id: string | null;
  text: string;
  /** No message but this, done to one that is there already; then `text` is empty. */
  change?: Change;
  /** No message but this step of a case; then `text` is empty. */
  status?: StatusStep;
  /** What it answers. */
  reply_to?: Quote;
  /** The one-tap answer that it is. */
  quick_answer?: string;
  /** Who is named in it. */
  mentions?: readonly string[];
  /** The step of a guidance that it answers, or, without a result, proves. */
  step?: StepReference;
  /** The step of a procedure that it brings. */
  planned?: ProcedureReference;
  /** What its conversation was about when it was written: perhaps nothing else says it any more. */
  subject?: string;
  /** Uploaded before the message goes; what is written after them does not wait for them. */
  files?: readonly OutboxFile[];
  /** The person stopped the upload for now. */
  paused?: boolean;
  /** ISO 8601, by the device that wrote it. */
  created_at: string;
  state: "waiting" | "failed";
  /** Why it failed. */
  refusal?: Refusal;
};

export type StatusEntry = OutboxEntry & { status: StatusStep };

export const isStatus = (entry: OutboxEntry): entry is StatusEntry => entry.status !== undefined;

/** Where the outbox is kept. Implement it to keep messages elsewhere (a file, a native database). */
export interface OutboxStorage {
  /** Every entry, by position. */
  list(): Promise<OutboxEntry[]>;
  /** Adds an entry behind all others and returns it with its position. */
  add(entry: Omit<OutboxEntry, "position">): Promise<OutboxEntry>;
  /** Replaces the entry with the same `client_id`; does nothing when it is no longer there. */
  update(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
  close(): Promise<void>;
  /**
   * A name when other tabs may open the same storage: then one of them sends at a time. Absent when
   * the storage belongs to one client alone.
   */
  readonly shared?: string;
}
