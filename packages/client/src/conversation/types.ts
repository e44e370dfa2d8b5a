import type {
  ConversationState,
  FileAddress,
  Message,
  PresenceEntry,
  ProcedureReference,
  ReactionEmoji,
  Refusal,
  StepResult,
} from "@relais/protocol";
import type { Draft } from "../drafts/types.ts";
import type { DisplayedFile, Recording, UploadState } from "../files/types.ts";
import type { Positions, PositionsView } from "../position/types.ts";
import type { Readable } from "../readable.ts";

/**
 * The one visible state of a message. Of the viewer's own: `waiting` (in the outbox), `sent` (on the
 * server's disk), `delivered` and `read` (by every other participant), `failed` (refused for good,
 * see `refusal`; stays until `retry` or `discard`). `received`: someone else's.
 */
export type Delivery = "waiting" | "sent" | "delivered" | "read" | "failed" | "received";

export type DisplayedMessage = Pick<
  Message,
  | "kind"
  | "text"
  | "system"
  | "client_id"
  | "created_at"
  | "reply_to"
  | "edited_at"
  | "deleted_at"
  | "reactions"
  | "step"
  | "preview"
  | "beside"
> & {
  /** Null until the server has it. */
  id: string | null;
  /** Null until the server has it. */
  number: number | null;
  /** Null for system messages. */
  sender_id: string | null;
  /** Stable from waiting to read: use it as the key of a list. */
  key: string;
  delivery: Delivery;
  refusal?: Refusal;
  /** What becomes of it and is not on the server yet; the last such change. */
  change?: PendingChange;
  /** Absent when there are none. */
  files?: readonly DisplayedFile[];
  /** While files are on their way. */
  upload?: UploadState;
};

/** A change of one's own that the server does not have: on its way, or refused. */
export type PendingChange = {
  client_id: string;
  type: "edit" | "delete" | "react";
  state: "waiting" | "failed";
  /** The wording that was asked for. */
  text?: string;
  refusal?: Refusal;
};

export type SendOptions = {
  /** The number of the message that it answers. */
  replyTo?: number;
  files?: readonly File[];
  /** The id of the one-tap answer that it is. */
  quickAnswer?: string;
  /** Ids of people who do the work, named in an internal message: they are told. */
  mentions?: readonly string[];
  /** The id of the step of a guidance that the files prove. */
  step?: string;
  /** The step of a procedure that it brings; what that shows goes with it. */
  planned?: ProcedureReference;
};

/** What one said of a step, until the step itself says it. */
export type StepAnswer = {
  client_id: string;
  step_id: string;
  result: StepResult;
  /** `sent`: on the server's disk. A failed one stays until `retry` or `discard`. */
  state: "waiting" | "sent" | "failed";
  refusal?: Refusal;
};

export type ConversationView = {
  /** `refused`: this person may not see it (any more); `refusal` says why. */
  status: "loading" | "ready" | "refused";
  refusal?: Refusal;
  /** The folded state; null until the first answer. */
  state: ConversationState | null;
  /**
   * What it is about, the title of its case, as far as this device knows. What waits or was refused remembers it
   * when the conversation opens no more.
   */
  subject: string | null;
  /** What is here is what the server has, not only what this device kept. */
  current: boolean;
  /** Older pages, the window, then one's own that wait, oldest first. */
  messages: readonly DisplayedMessage[];
  hasOlder: boolean;
  loadingOlder: boolean;
  /** What is shown is a part of the past (`showAround`): newer messages are not in `messages`. */
  hasNewer: boolean;
  loadingNewer: boolean;
  /** Ids of the others who are typing, or recording a voice note. */
  typing: readonly string[];
  /** Those among them who are recording. */
  recording: readonly string[];
  /** By user id. */
  presence: Readonly<Record<string, PresenceEntry>>;
  /** One's own answers to steps of a guidance that are on their way, oldest first. */
  answers: readonly StepAnswer[];
  /** Where those are who share it, and what this device does for one's own share. */
  positions: PositionsView;
};

/** One conversation. Follow it by subscribing to `view`. */
export interface Conversation {
  readonly id: string;
  /** Subscribing follows the conversation; when the last listener has gone it is left after a grace. */
  readonly view: Readable<ConversationView>;
  /**
   * Puts a message in the outbox and shows it at once. Returns its `client_id`.
   * With files the text may be empty. Throws RelaisError only for a text that the rule for texts refuses.
   */
  send(text: string, options?: SendOptions): string;
  /** The same with a voice note, which takes the place of words; with a `step` it proves that one. */
  sendVoice(recording: Recording, options?: { replyTo?: number; step?: string }): string;
  /** What one has begun to write here; changes of it are told by `Client.drafts`. */
  draft(): Draft;
  /** Keeps what stands in the field. Empty, and answering nothing, it is gone; so it is after sending. */
  setDraft(draft: Draft): void;
  /** Files that one has chosen here and not sent, as an earlier page on this device kept them. */
  chosen(): Promise<readonly File[]>;
  /** Keeps them on this device until they are sent or given up: a phone may end the page for its camera. */
  keepChosen(files: readonly File[]): void;
  /**
   * Says how a step of a guidance went, as the person guided: put in the outbox behind what waits there, and
   * sent once, in that order. `words` may be added, and files that prove it. Returns its `client_id`.
   */
  answerStep(
    stepId: string,
    result: StepResult,
    options?: { words?: string; files?: readonly File[] },
  ): string;
  /** Stops the upload of a message's files for now. */
  pause(clientId: string): void;
  /** Goes on with it. */
  resume(clientId: string): void;
  /**
   * Where a file of a message can be fetched for some minutes; null when there is none any more.
   * Rejects with RelaisError or NetworkError.
   */
  fileAddress(id: string): Promise<FileAddress | null>;
  /**
   * The small form of a picture of a message: what this device has kept of it, else what the server
   * has. Null when there is none. Rejects with RelaisError or NetworkError.
   */
  picture(id: string): Promise<Blob | null>;
  /** Tries a failed message or change again, under the same `client_id`. */
  retry(clientId: string): void;
  /** Forgets a failed message or change. One that waits is forgotten too, unless it is on its way. */
  discard(clientId: string): void;
  /**
   * Rewrites, deletes or reacts to the message with this number: shown at once, kept in the outbox and sent in its
   * order, after a reload too. Resolve when it is on the server's disk; reject with RelaisError when it is refused for
   * good: then the message shows as it is, with the failed `change`, until `retry` or `discard`.
   */
  edit(number: number, text: string): Promise<void>;
  delete(number: number): Promise<void>;
  react(number: number, emoji: ReactionEmoji | null): Promise<void>;
  /**
   * Shows the messages around a number, wherever they are. Nothing changes when it is shown already.
   * Rejects with RelaisError or NetworkError.
   */
  showAround(number: number): Promise<void>;
  /** Back to the newest messages after `showAround`. */
  showNewest(): void;
  /** Loads the page after an excerpt; it ends where it meets the newest messages. */
  loadNewer(): Promise<void>;
  /** Loads the page before the oldest message at hand. Rejects with RelaisError or NetworkError. */
  loadOlder(): Promise<void>;
  /** Where people are, once or live. */
  readonly positions: Positions;
  /** The viewer has read up to `number`; without it, up to the newest message. */
  markRead(number?: number): void;
  /** Call with true at every keystroke and with false when the field is emptied or left. */
  setTyping(active: boolean): void;
  /** Call with true every second while a voice note is being recorded, and with false when it ends. */
  setRecording(active: boolean): void;
}
