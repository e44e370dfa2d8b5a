import {
  checkText,
  deviceLimits,
  type Message,
  type Quote,
  quotedText,
  type ReactionEmoji,
  type StepResult,
} from "@relais/protocol";
import { RelaisError, refusalOf } from "../errors.ts";
import type { Recording } from "../files/types.ts";
import { type ChangeEntry, withChanges } from "../outbox/change.ts";
import { outboxFile, outboxVoice } from "../outbox/files.ts";
import type { NewMessage } from "../outbox/item.ts";
import type { ConversationParts } from "./parts.ts";
import type { ConversationStore } from "./store.ts";
import type { Conversation, SendOptions } from "./types.ts";

type WritingParts = Pick<ConversationParts, "outbox" | "viewerId" | "language" | "welcome"> & {
  readonly id: string;
  readonly store: ConversationStore;
  /** A message of the viewer's is on its way. */
  readonly posted: () => void;
};

/** What the viewer writes in one conversation, and changes in it. */
export class Writing
  implements Pick<Conversation, "send" | "answerStep" | "sendVoice" | "edit" | "delete" | "react">
{
  readonly #parts: WritingParts;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  send(
    text: string,
    { replyTo, files = [], quickAnswer, mentions, step, planned }: SendOptions = {},
  ): string {
    // What a procedure shows comes with it: then, too, nothing need be said.
    const shows = files.length > 0 || planned !== undefined;
    const words = text.trim() === "" && shows ? "" : this.#check(text);
    const proven = step === undefined ? undefined : { id: step };
    return this.#post(words, {
      files: files.map(outboxFile),
      replyTo,
      quickAnswer,
      mentions,
      step: proven,
      planned,
    });
  }

  answerStep(
    stepId: string,
    result: StepResult,
    { words = "", files = [] }: { words?: string; files?: readonly File[] } = {},
  ): string {
    const text = words.trim() === "" ? "" : this.#check(words);
    const step = { id: stepId, result };
    return this.#post(text, { files: files.map(outboxFile), replyTo: undefined, step });
  }

  sendVoice(
    recording: Recording,
    { replyTo, step }: { replyTo?: number; step?: string } = {},
  ): string {
    const proven = step === undefined ? undefined : { id: step };
    return this.#post("", { files: [outboxVoice(recording)], replyTo, step: proven });
  }

  #post(
    words: string,
    { replyTo, ...more }: Omit<NewMessage, "replyTo"> & { replyTo: number | undefined },
  ): string {
    const quote = replyTo === undefined ? undefined : quoteOf(replyTo, this.#at(replyTo));
    this.#parts.store.showNewest();
    this.#parts.posted();
    const subject = this.#parts.store.state?.case.title;
    return this.#parts.outbox.add(this.#parts.id, words, { ...more, replyTo: quote, subject });
  }

  edit(number: number, text: string): Promise<void> {
    try {
      const checked = this.#check(text);
      // What it says already is no change, and would be shown as one until its event came.
      if (this.#at(number)?.text === checked) return Promise.resolve();
      return this.#parts.outbox.change(this.#parts.id, { type: "edit", number, text: checked });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  delete(number: number): Promise<void> {
    return this.#parts.outbox.change(this.#parts.id, { type: "delete", number });
  }

  react(number: number, emoji: ReactionEmoji | null): Promise<void> {
    const given = this.#at(number)?.reactions[this.#viewer ?? ""] ?? null;
    if (given === emoji) return Promise.resolve();
    return this.#parts.outbox.change(this.#parts.id, { type: "react", number, emoji });
  }

  /** A message as it is shown, changes on their way included. */
  #at(number: number): Message | undefined {
    const message = this.#parts.store.shown.find((one) => one.number === number);
    return message && this.changed([message])[0];
  }

  get #viewer(): string | null {
    return this.#parts.viewerId() ?? this.#parts.store.state?.viewer_id ?? null;
  }

  /** Messages as if what is on its way had happened; what was refused has not. */
  changed(messages: readonly Message[]): readonly Message[] {
    const { outbox } = this.#parts;
    const waiting = outbox.changes(this.#parts.id).filter(({ state }) => state === "waiting");
    const entries: readonly ChangeEntry[] = [...outbox.acceptedChanges(this.#parts.id), ...waiting];
    return entries.length === 0 ? messages : withChanges(messages, entries, this.#viewer ?? "");
  }

  #check(text: string): string {
    const characters = this.#parts.welcome()?.limits.text_characters ?? deviceLimits.textCharacters;
    const check = checkText(text, characters);
    if (!check.ok) throw new RelaisError(refusalOf(check.code, this.#parts.language() ?? "fr"));
    return check.text;
  }
}

/** What an answer shows of the message that it answers, until the server says it. */
function quoteOf(number: number, message: Message | undefined): Quote {
  // A draft of another device may answer what has not been read here.
  const { id, sender_id, text } = message ?? { id: "", sender_id: null, text: "" };
  return { id, number, sender_id, text: quotedText(text), deleted: false };
}
