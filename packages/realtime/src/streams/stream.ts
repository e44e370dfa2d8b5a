import type { CaughtUp, JournalEntry } from "@relais/core";
import type { Connection } from "../connections/connection.ts";

export type StreamEvent = Pick<JournalEntry, "seq" | "at" | "json" | "left" | "brief" | "origin">;

/** Tells followers what happened: one encoded frame for all of them where that is possible. */
export type Deliver = (stream: Stream, events: readonly StreamEvent[]) => void;

export type StreamSource = {
  /** Events after a position, and the head, from the journal. */
  read(organizationId: string, streamId: string, after: number): Promise<CaughtUp>;
  deliver: Deliver;
  /** How many milliseconds these events may wait for others, to be told with them; without it, none. */
  patience?(stream: Stream, events: readonly StreamEvent[]): number;
  failed(error: unknown): void;
};

/** Until a read that failed is tried again. */
const retryMilliseconds = 1_000;

/**
 * One journal as this process delivers it. Problem: live news comes from commits of this process and of
 * others, out of step with what followers have read. Way chosen: the stream has one position, `seq`;
 * news that follows it exactly is delivered, older news is passed over, and anything else (a hole, a
 * wake from another process) makes it read the journal from `seq`. What may wait is told a little later,
 * in its place and in one frame with what followed.
 *
 * Guarantee: every follower receives every event after the position at which it joined, once, in order.
 */
export class Stream {
  readonly id: string;
  readonly organizationId: string;
  readonly followers = new Set<Connection>();
  /** How many are catching up and have not joined yet. */
  held = 0;
  readonly #source: StreamSource;
  /** The position up to which followers were told; unknown until the first one has caught up. */
  #seq: number | undefined;
  /** When the event at `#seq` happened. */
  #at: string | undefined;
  /** The newest position that was heard of while it could not be delivered. */
  #heard = 0;
  /** What follows `#seq` and waits to be told. */
  readonly #waiting: StreamEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #pulling = false;
  /** Whether something may have been committed since the last read began. */
  #again = false;

  constructor(id: string, organizationId: string, source: StreamSource) {
    this.id = id;
    this.organizationId = organizationId;
    this.#source = source;
  }

  get seq(): number | undefined {
    return this.#seq;
  }

  /** When the event at `seq` happened, as far as that is known. */
  get at(): string | undefined {
    return this.#at;
  }

  /** News of a commit in this process. */
  hear(events: readonly StreamEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#heard = Math.max(this.#heard, last.seq);
    if (this.#seq === undefined || this.#pulling) return;
    const seq = this.#end;
    const fresh =
      events[0] !== undefined && events[0].seq > seq
        ? events
        : events.filter((event) => event.seq > seq);
    if (fresh[0] === undefined) return;
    if (fresh[0].seq === seq + 1) this.#offer(fresh);
    else this.pull();
  }

  /** Something may have been committed elsewhere: read from where we stand. */
  pull(): void {
    this.#again = true;
    if (this.#seq === undefined || this.#pulling) return;
    this.#pulling = true;
    void this.#pullAll();
  }

  /**
   * A follower joins at `head`, the position that it was brought to, whose event happened `at`. False when the stream has told
   * more than that since the follower read: it must read again from `head` first.
   */
  join(connection: Connection, head: number, read?: readonly StreamEvent[], at?: string): boolean {
    if (this.#seq === undefined) {
      this.#seq = head;
      this.#at = at;
      this.followers.add(connection);
      // What was committed between the read and now was heard, not delivered.
      if (this.#heard > head || this.#again) this.pull();
      return true;
    }
    this.#tellWaiting();
    if (this.#seq > head) return false;
    if (this.#seq < head) {
      // The newcomer's read is ahead of the news: the others are told from the same read, if it is whole.
      const missing = read?.filter((event) => event.seq > (this.#seq ?? 0)) ?? [];
      if (missing[0]?.seq !== this.#seq + 1) {
        this.pull();
        return false;
      }
      this.#tell(missing, head);
    }
    this.followers.add(connection);
    return true;
  }

  /** The position up to which everything was told or waits. */
  get #end(): number {
    return this.#waiting.at(-1)?.seq ?? this.#seq ?? 0;
  }

  /** Tells what follows `#end`, now or with what comes next. */
  #offer(events: readonly StreamEvent[]): void {
    this.#waiting.push(...events);
    const patience = this.#source.patience?.(this, events) ?? 0;
    if (patience === 0) this.#tellWaiting();
    else this.#timer ??= setTimeout(() => this.#tellWaiting(), patience).unref();
  }

  #tellWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Emptied, not replaced: see `Connection.#waiting`.
    const events = this.#waiting.splice(0);
    const last = events.at(-1);
    if (last !== undefined) this.#tell(events, last.seq);
  }

  #tell(events: readonly StreamEvent[], seq: number): void {
    this.#seq = seq;
    // Nothing else of an event is kept: it would grow old with everything that its sender waits for.
    this.#at = events.at(-1)?.at;
    if (this.followers.size > 0) this.#source.deliver(this, events);
  }

  async #pullAll(): Promise<void> {
    try {
      // News that came during a read was not in it, perhaps: it is read again until nothing came.
      while (this.#again || this.#end < this.#heard) {
        this.#again = false;
        const { events, head } = await this.#source.read(this.organizationId, this.id, this.#end);
        // A newcomer that joined during the read may have told the others a part of it already.
        const seq = this.#end;
        const fresh = events.filter((event) => event.seq > seq);
        if (fresh.length > 0) this.#offer(fresh);
        if (events.length > 0 && this.#end < head) this.#again = true;
      }
    } catch (error) {
      this.#source.failed(error);
      // Nobody may ever write here again, and the followers cannot know that they miss something.
      setTimeout(() => {
        if (this.followers.size > 0) this.pull();
      }, retryMilliseconds).unref();
    } finally {
      this.#pulling = false;
    }
  }
}
