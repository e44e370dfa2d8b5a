import type { JournalEntry, PositionNews } from "@relais/core";
import { arrivalAfter, type Fix } from "@relais/protocol";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Connection } from "../connections/connection.ts";
import type { Streams } from "../streams/streams.ts";

type Known = PositionNews & { readonly fix: Fix };
/** What was passed on, and when, in milliseconds of a clock that never goes back. */
type Heard = { readonly news: Known; readonly frame: EncodedFrame; readonly at: number };

/** Older than this an estimate is counted on for whoever comes later. */
const freshMs = 5_000;

/** Where people are who show it. The newest of each share is kept for those who come later. */
export class Positions {
  readonly #streams: Streams;
  /** By conversation, then by share. */
  readonly #last = new Map<string, Map<string, Heard>>();
  /** Shares that ended while what was known of them was being read. */
  #endedMeanwhile: Set<string> | undefined = new Set();

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  /** From a person connected here, or told by another server. */
  note({ fix, ...news }: PositionNews): void {
    if (fix === null) return this.#forget(news.conversation_id, news.share_id);
    const frame = EncodedFrame.of({ type: "position", ...news, fix });
    const shares = this.#last.get(news.conversation_id) ?? new Map<string, Heard>();
    shares.set(news.share_id, { news: { ...news, fix }, frame, at: performance.now() });
    this.#last.set(news.conversation_id, shares);
    for (const connection of this.#streams.find(news.conversation_id)?.followers ?? []) {
      connection.enqueue(frame);
    }
  }

  /** What was known before this server started; what came since is newer. */
  remember(known: readonly PositionNews[]): void {
    for (const news of known) {
      const newer = this.#last.get(news.conversation_id)?.has(news.share_id);
      if (!newer && !this.#endedMeanwhile?.has(news.share_id)) this.note(news);
    }
    this.#endedMeanwhile = undefined;
  }

  /** A connection follows a conversation: it is told where people are now. */
  joined(connection: Connection, conversationId: string): void {
    for (const heard of this.#last.get(conversationId)?.values() ?? []) {
      connection.enqueue(frameNow(heard));
    }
  }

  /** Shares that ended in a commit of this process; the news of it for other servers. */
  hear(entries: readonly JournalEntry[]): PositionNews[] {
    const ended: PositionNews[] = [];
    for (const { type, json, stream_id } of entries) {
      if (type !== "position.ended") continue;
      // Our own entry, as append wrote it.
      const { data } = JSON.parse(json) as { data: { share_id: string; user_id: string } };
      const { share_id, user_id } = data;
      this.#forget(stream_id, share_id);
      ended.push({ conversation_id: stream_id, share_id, user_id, fix: null, arrival: null });
    }
    return ended;
  }

  #forget(conversationId: string, shareId: string): void {
    this.#endedMeanwhile?.add(shareId);
    const shares = this.#last.get(conversationId);
    shares?.delete(shareId);
    if (shares?.size === 0) this.#last.delete(conversationId);
  }
}

/** What was said a while ago, as it is true now. */
function frameNow({ news, frame, at }: Heard): EncodedFrame {
  const gone = performance.now() - at;
  if (news.arrival === null || gone < freshMs) return frame;
  const arrival = arrivalAfter(news.arrival, gone / 1_000);
  return EncodedFrame.of({ type: "position", ...news, arrival });
}
