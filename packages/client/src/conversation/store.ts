import {
  changesMessages,
  type ConversationEvent,
  type ConversationState,
  type DownFrames,
  FoldGap,
  fold,
  foldMessages,
  type HistoryPage,
  type Message,
} from "@relais/protocol";
import { memoryLimits } from "../memory/types.ts";

/** More than so many messages are not shown at once, by far; so many stay when some are let go. */
const mostShown = 600;
const keptShown = 400;

/** What this device holds of one conversation: the folded window, and older pages above it. */
export class ConversationStore {
  state: ConversationState | null = null;
  /** Messages right above the window, oldest first. */
  older: readonly Message[] = [];
  /** A part of the past that does not join the rest; while it is there it is what is shown. */
  excerpt: readonly Message[] | null = null;
  /** When the event at the position happened, where that is known: another journal has another one there. */
  #at: string | undefined;
  /** What is here is of a journal that is gone: it is shown until there is something else, and no position. */
  #stale = false;
  readonly #listening = new Set<ConversationEvent[]>();
  /** The server said that nothing stands above. */
  #complete = false;

  /** Begins with what was kept on this device, unless something newer is here already. */
  restore(state: ConversationState, older: readonly Message[], at?: string): boolean {
    if (this.state !== null) return false;
    this.state = state;
    this.#at = at;
    this.older = older;
    return true;
  }

  /** The person may not see it any more. */
  drop(): void {
    this.#replace(null);
  }

  /** What is worth keeping: the newest messages, without a hole. */
  kept(): { state: ConversationState | null; older: readonly Message[]; at: string | undefined } {
    const state = this.#stale ? null : this.state;
    return { state, older: this.older.slice(-memoryLimits.olderMessages), at: this.#at };
  }

  /** The position to follow on from; empty: from a fresh snapshot. */
  get place(): { after?: number; at?: string } {
    if (this.state === null || this.#stale) return {};
    return { after: this.state.seq, ...(this.#at !== undefined && { at: this.#at }) };
  }

  /** What is here is of a journal that is gone. False: that was known. */
  becomeStale(): boolean {
    if (this.#stale) return false;
    this.#stale = true;
    return true;
  }

  get first(): Message | undefined {
    return this.excerpt?.[0] ?? this.older[0] ?? this.state?.messages[0];
  }

  get hasOlder(): boolean {
    return !(this.#complete && this.excerpt === null) && (this.first?.number ?? 1) > 1;
  }

  /** What is shown of the journal: one run of messages without a hole. */
  get shown(): readonly Message[] {
    return this.excerpt ?? [...this.older, ...(this.state?.messages ?? [])];
  }

  holds(number: number): boolean {
    return this.shown.some((message) => message.number === number);
  }

  /**
   * Takes the answer to a subscription. False: what came does not join what is here, and only a fresh
   * snapshot helps.
   */
  follow(frame: DownFrames["subscribed"]): boolean {
    if (frame.snapshot !== undefined) {
      this.#replace(frame.snapshot);
      this.#at = frame.at;
      return true;
    }
    if (this.#stale) return false;
    return this.advance(frame.events ?? []) && this.state?.seq === frame.seq;
  }

  /** Takes live events. False: some are missing before them. */
  advance(events: readonly ConversationEvent[]): boolean {
    if (this.state === null) return false;
    try {
      this.state = fold(this.state, events);
      this.#at = events.at(-1)?.at ?? this.#at;
      this.#changeOlder(events);
      return true;
    } catch (error) {
      if (error instanceof FoldGap) return false;
      throw error;
    }
  }

  /** Takes the page right before `before`; ignored when the top has moved meanwhile. */
  addOlder(before: number, page: HistoryPage): void {
    if (this.first?.number !== before) return;
    const above = page.messages.filter((message) => message.number < before);
    if (this.excerpt !== null) {
      this.excerpt = [...above, ...this.excerpt];
      return;
    }
    this.older = [...above, ...this.older];
    this.#complete = !page.has_more;
  }

  /** Takes the page right after `last` below the excerpt, which ends where it meets the rest. */
  addNewer(last: number, page: HistoryPage): void {
    if (this.excerpt?.at(-1)?.number !== last) return;
    this.excerpt = [...this.excerpt, ...page.messages.filter((message) => message.number > last)];
    this.#join();
  }

  /**
   * Lets go of what lies far from where the person reads, before more is put in on the other side: whoever scrolls
   * through a hundred thousand messages holds a few hundred. Read again when they come back.
   */
  letGo(goingTo: "older" | "newer"): void {
    const { shown } = this;
    if (shown.length <= mostShown) return;
    if (goingTo === "older") this.excerpt = shown.slice(0, keptShown);
    else if (this.excerpt !== null) this.excerpt = this.excerpt.slice(-keptShown);
  }

  showExcerpt(page: HistoryPage): void {
    if (page.messages.length === 0) return;
    this.excerpt = page.messages;
    this.#join();
  }

  showNewest(): void {
    this.excerpt = null;
  }

  /** Collects what changes messages, for a page that is being read meanwhile. */
  listen(): { over: (messages: readonly Message[]) => Message[]; stop: () => void } {
    const events: ConversationEvent[] = [];
    this.#listening.add(events);
    return {
      over: (messages) => {
        let now = [...messages];
        for (const event of events) if (changesMessages(event)) now = foldMessages(now, event);
        return now;
      },
      stop: () => this.#listening.delete(events),
    };
  }

  #join(): void {
    const first = (this.older[0] ?? this.state?.messages[0])?.number ?? 1;
    if (this.excerpt === null || (this.excerpt.at(-1)?.number ?? 0) < first - 1) return;
    this.older = [...this.excerpt.filter((message) => message.number < first), ...this.older];
    this.#complete = false;
    this.excerpt = null;
  }

  /** The fold knows the window only. */
  #changeOlder(events: readonly ConversationEvent[]): void {
    for (const event of events) {
      if (!changesMessages(event)) continue;
      for (const collected of this.#listening) collected.push(event);
      if (this.older.length > 0) this.older = foldMessages(this.older, event);
      if (this.excerpt !== null) this.excerpt = foldMessages(this.excerpt, event);
    }
  }

  /** What was read above may have been edited or deleted since: it is read again when it is looked at. */
  #replace(snapshot: ConversationState | null): void {
    this.older = [];
    this.excerpt = null;
    this.#complete = false;
    this.#stale = false;
    this.#at = undefined;
    this.state = snapshot;
  }
}
