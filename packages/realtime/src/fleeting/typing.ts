import { shortId } from "@relais/core";
import { limits } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Streams } from "../streams/streams.ts";

export type TypingNews = {
  conversation_id: string;
  user_id: string;
  active: boolean;
  /** A voice note, not words. */
  recording?: boolean;
};

/** Somebody connected here began or went on, or stopped; for those who keep it elsewhere. */
export type Typed = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly user_id: string;
  readonly active: boolean;
  /** Null where it does not matter: they have stopped. */
  readonly case_kind: string | null;
};

/** Who is typing, or recording. Never journaled; what is not renewed ends by itself. */
export class Typing {
  readonly #streams: Streams;
  readonly #listeners = new Set<(typed: Typed) => void>();
  readonly #until = new Map<string, { news: TypingNews; timer: NodeJS.Timeout }>();

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  /** From a person connected here, or told by another server. */
  note(news: TypingNews): void {
    const key = `${news.conversation_id} ${news.user_id}`;
    const before = this.#until.get(key);
    if (before !== undefined) {
      clearTimeout(before.timer);
      this.#until.delete(key);
    }
    if (news.active) {
      const timer = setTimeout(
        () => this.note({ ...news, active: false }),
        limits.typingSeconds * 1_000,
      );
      this.#until.set(key, { news, timer: timer.unref() });
    } else if (before === undefined) return;
    // Renewals are passed on as well: a listener that joined meanwhile learns of it.
    this.#tell(news);
  }

  /** From a person connected here, for those who listen. */
  typed(typed: Typed): void {
    for (const listener of this.#listeners) listener(typed);
  }

  /** Returns what stops the listening. */
  listen(listener: (typed: Typed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Who is at it in this conversation, as far as this server has heard. */
  in(conversationId: string): string[] {
    return [...this.#until.values()]
      .filter(({ news }) => news.conversation_id === conversationId)
      .map(({ news }) => news.user_id);
  }

  /** A message says by itself that its writer types no longer; only who reads frames in full is told as well. */
  written(conversationId: string, userId: string): void {
    // Every message comes by here.
    if (this.#until.size === 0) return;
    const key = `${conversationId} ${userId}`;
    const before = this.#until.get(key);
    if (before === undefined) return;
    clearTimeout(before.timer);
    this.#until.delete(key);
    this.#tell({ ...before.news, active: false }, ({ brief }) => !brief);
  }

  stop(): void {
    for (const { timer } of this.#until.values()) clearTimeout(timer);
    this.#until.clear();
  }

  /** To everybody who follows the conversation but the person themselves. */
  #tell(news: TypingNews, wanted: (connection: Connection) => boolean = () => true): void {
    const stream = this.#streams.find(news.conversation_id);
    if (stream === undefined) return;
    const frame = EncodedFrame.of({ type: "typing", ...news }, () => briefTyping(news));
    for (const connection of stream.followers) {
      const own = connection.identity?.actor.id === news.user_id;
      if (!own && wanted(connection)) connection.enqueue(frame);
    }
  }
}

function briefTyping({ conversation_id, user_id, active, recording }: TypingNews): string {
  const activity = active ? (recording ? 2 : 1) : 0;
  return `["t","${shortId(conversation_id)}","${shortId(user_id)}",${activity}]`;
}
