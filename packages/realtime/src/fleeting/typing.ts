import { limits } from "@relais/protocol";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Streams } from "../streams/streams.ts";

export type TypingNews = {
  conversation_id: string;
  user_id: string;
  active: boolean;
  /** A voice note, not words. */
  recording?: boolean;
};

/** Who is typing, or recording. Never journaled; what is not renewed ends by itself. */
export class Typing {
  readonly #streams: Streams;
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

  /** Who is at it in this conversation, as far as this server has heard. */
  in(conversationId: string): string[] {
    return [...this.#until.values()]
      .filter(({ news }) => news.conversation_id === conversationId)
      .map(({ news }) => news.user_id);
  }

  stop(): void {
    for (const { timer } of this.#until.values()) clearTimeout(timer);
    this.#until.clear();
  }

  /** To everybody who follows the conversation but the person themselves. */
  #tell(news: TypingNews): void {
    const stream = this.#streams.find(news.conversation_id);
    if (stream === undefined) return;
    const frame = EncodedFrame.of({ type: "typing", ...news });
    for (const connection of stream.followers) {
      if (connection.identity?.actor.id !== news.user_id) connection.enqueue(frame);
    }
  }
}
