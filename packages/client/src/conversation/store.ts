import {
  type ConversationEvent,
  type ConversationState,
  type DownFrames,
  FoldGap,
  fold,
  type HistoryPage,
  type Message,
} from "@relais/protocol";

/** What this device holds of one conversation: the folded window, and older pages above it. */
export class ConversationStore {
  state: ConversationState | null = null;
  /** Messages right above the window, oldest first. */
  older: readonly Message[] = [];
  /** The server said that nothing stands above. */
  #complete = false;

  /** The position to follow on from; undefined: from a fresh snapshot. */
  get position(): number | undefined {
    return this.state?.seq;
  }

  get first(): Message | undefined {
    return this.older[0] ?? this.state?.messages[0];
  }

  get hasOlder(): boolean {
    return !this.#complete && (this.first?.number ?? 1) > 1;
  }

  /**
   * Takes the answer to a subscription. False: what came does not join what is here, and only a fresh
   * snapshot helps.
   */
  follow(frame: DownFrames["subscribed"]): boolean {
    if (frame.snapshot !== undefined) {
      this.#replace(frame.snapshot);
      return true;
    }
    return this.advance(frame.events ?? []) && this.state?.seq === frame.seq;
  }

  /** Takes live events. False: some are missing before them. */
  advance(events: readonly ConversationEvent[]): boolean {
    if (this.state === null) return false;
    try {
      this.state = fold(this.state, events);
      return true;
    } catch (error) {
      if (error instanceof FoldGap) return false;
      throw error;
    }
  }

  /** Takes the page right before `before`; ignored when the top has moved meanwhile. */
  addOlder(before: number, page: HistoryPage): void {
    if (this.first?.number !== before) return;
    this.older = [...page.messages.filter((message) => message.number < before), ...this.older];
    this.#complete = !page.has_more;
  }

  /** What was read above stays when it joins the new window; a hole between them would lie. */
  #replace(snapshot: ConversationState): void {
    const known = [...this.older, ...(this.state?.messages ?? [])];
    const start = snapshot.messages[0]?.number ?? snapshot.last_number + 1;
    const joins = (known.at(-1)?.number ?? 0) >= start - 1;
    this.older = joins ? known.filter((message) => message.number < start) : [];
    if (!joins) this.#complete = false;
    this.state = snapshot;
  }
}
