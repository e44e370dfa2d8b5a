import type { ProcedureReference, Quote, StepReference } from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import type { RequestAnswer } from "../connection/requests.ts";
import type { OutboxFile } from "../files/types.ts";
import type { FilesOptions } from "./files.ts";
import type { TabMeans } from "./tabs.ts";
import type { OutboxEntry, OutboxStorage, StatusEntry } from "./types.ts";

export type OutboxOptions = {
  clock: Clock;
  random: Random;
  storage: OutboxStorage;
  tabs: TabMeans;
  /** Who writes here, when known. */
  viewerId: () => string | null;
  files: FilesOptions;
  /** Puts a message or a change on the connection. The answer may never come. */
  transmit: (entry: OutboxEntry, answer: (answer: RequestAnswer) => void) => void;
  /** The answer is late: is the link alive? */
  suspect: () => void;
  /** The server says that the token has ended. */
  tokenEnded: () => void;
  /** What is shown of a conversation has changed. */
  changed: (conversationId: string) => void;
};

/** What a new message brings besides its text. */
export type NewMessage = {
  replyTo?: Quote | undefined;
  files?: readonly OutboxFile[];
  quickAnswer?: string | undefined;
  mentions?: readonly string[] | undefined;
  step?: StepReference | undefined;
  planned?: ProcedureReference | undefined;
  subject?: string | undefined;
};

/** Who waits for a change. */
export type Promised = { settle: () => void; fail: (error: unknown) => void };

export type Item = {
  entry: OutboxEntry;
  /** It has its place in the order and may be sent. */
  ready: boolean;
  /** The storage has it: when it is there no longer, another tab has dealt with it. */
  stored: boolean;
  /** Changes on their way to the storage: what it says meanwhile is out of date. */
  writing: number;
  /** How to stop waiting for the answer; null: it is not on its way. */
  cancelAnswer: (() => void) | null;
  notBefore: number;
  refusals: number;
};

export type StatusItem = Item & { entry: StatusEntry };

/** An entry that no storage has given a place yet. */
export type NewEntry = Omit<OutboxEntry, "position">;

/** What an entry says, whoever wrote it and when. */
export type Said = Omit<
  NewEntry,
  "client_id" | "conversation_id" | "sender_id" | "created_at" | "state"
>;

/** A new message: nothing stands in it for what it does not bring. */
export function saying(
  text: string,
  { replyTo, files = [], quickAnswer, mentions = [], step, planned, subject }: NewMessage,
): Said {
  return {
    text,
    ...(replyTo !== undefined && { reply_to: replyTo }),
    ...(files.length > 0 && { files }),
    ...(quickAnswer !== undefined && { quick_answer: quickAnswer }),
    ...(mentions.length > 0 && { mentions }),
    ...(step !== undefined && { step }),
    ...(planned !== undefined && { planned }),
    ...(subject !== undefined && { subject }),
  };
}

/** Just written: behind everything until the storage has given it a place. */
export function freshItem(entry: NewEntry): Item {
  return {
    ...unsent,
    entry: { ...entry, position: Number.MAX_SAFE_INTEGER },
    ready: false,
    stored: false,
  };
}

/** As the storage has it. */
export function storedItem(entry: OutboxEntry): Item {
  return { ...unsent, entry, ready: true, stored: true };
}

/** It is not on its way any more. */
export function landed(item: Item): void {
  item.cancelAnswer?.();
  item.cancelAnswer = null;
}

const unsent = { writing: 0, cancelAnswer: null, notBefore: 0, refusals: 0 };
