import type { Refusal, Standing, UpFrames } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import type { Request, RequestAnswer } from "../connection/requests.ts";
import { refusalIn } from "../errors.ts";

/** Going back and forth between screens must not cost a catch-up each time. */
const graceMs = 30_000;
const pauseMs = 2_000;

export type SubscriptionOptions = {
  conversationId: string;
  clock: Clock;
  isConnected: () => boolean;
  ask: (request: Request, answer: (answer: RequestAnswer) => void) => void;
  tokenEnded: () => void;
  /** The position at hand, and when what is there happened; empty: none. */
  place: () => { after?: number; at?: string };
  /** What is kept here is of a journal that is gone (`stale`), or is no longer for this person (`barred`). */
  useless: (why: "stale" | "barred") => void;
  /** It is not followed any more, or not for now. */
  ended: () => void;
  changed: () => void;
};

/**
 * The following of one conversation over changing connections: says where it stands, asks again when
 * something is missing, and leaves a while after nobody looks any more.
 */
export class Subscription {
  readonly #options: SubscriptionOptions;
  #wanted = false;
  #phase: "idle" | "asked" | "live" = "idle";
  /** What is here is of no use: ask for a snapshot. */
  #fresh = false;
  #cancelLeave = () => {};
  #cancelPause = () => {};
  refusal: Refusal | null = null;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  get isLive(): boolean {
    return this.#phase === "live";
  }

  want(wanted: boolean): void {
    this.#cancelLeave();
    if (wanted) {
      this.#wanted = true;
      if (this.#phase === "idle") this.#ask();
    } else {
      this.#cancelLeave = this.#options.clock.after(graceMs, () => this.#leave());
    }
  }

  /** What `hello` says of it; null when it is not followed. */
  standing(): Standing | null {
    return this.#wanted ? this.#standing() : null;
  }

  connected(hello: UpFrames["hello"]): void {
    this.#cancelPause();
    const id = this.#options.conversationId;
    const announced = hello.subscriptions?.some((standing) => standing.conversation_id === id);
    this.#phase = announced ? "asked" : "idle";
    if (!this.#wanted) return announced ? this.#leave() : undefined;
    if (!announced) this.#ask();
  }

  lost(): void {
    this.#end();
    this.#cancelPause();
  }

  /** The client stops: nothing may keep the process alive. */
  halt(): void {
    this.#cancelLeave();
    this.#cancelPause();
  }

  /** The answer has come; `joined` says whether it could be joined to what is here. */
  answered(joined: boolean): void {
    if (!this.#wanted) return;
    this.refusal = null;
    if (joined) {
      this.#phase = "live";
      this.#fresh = false;
    } else {
      this.#fresh = true;
      this.#ask();
    }
  }

  /** What is here is of a journal that is gone. `asks`: nobody else asks for what there is now. */
  beginAnew(asks: boolean): void {
    this.#fresh = true;
    if (asks && this.#phase !== "idle") this.#ask();
  }

  /** Live events are missing before those that came. */
  gap(): void {
    if (this.#phase === "live") this.#ask();
  }

  /** Its case has changed: whoever was refused may be let in now, as by taking it. */
  told(): void {
    if (this.refusal !== null && this.#phase === "idle") this.#ask();
  }

  refused(refusal: Refusal): void {
    if (!this.#wanted) return;
    if (isForeign(refusal)) {
      // Without a position it was asked already.
      if (this.#fresh) return;
      this.#end();
      this.#fresh = true;
      this.#options.useless("stale");
      return this.#ask();
    }
    this.#end();
    if (refusal.retry === "never") {
      this.#options.useless("barred");
      this.refusal = refusal;
      return this.#options.changed();
    }
    if (refusal.retry === "sign_in") this.#options.tokenEnded();
    this.#cancelPause();
    const pause = refusal.retry_after_ms ?? pauseMs;
    this.#cancelPause = this.#options.clock.after(pause, () => this.#ask());
  }

  #standing(): Standing {
    const conversation_id = this.#options.conversationId;
    return this.#fresh ? { conversation_id } : { conversation_id, ...this.#options.place() };
  }

  #ask(): void {
    if (!this.#wanted || !this.#options.isConnected()) return;
    this.#phase = "asked";
    this.#options.ask({ type: "subscribe", ...this.#standing() }, (answer) => {
      if (answer.type === "refused") this.refused(refusalIn(answer));
    });
  }

  #leave(): void {
    this.#wanted = false;
    const followed = this.#phase !== "idle";
    this.#end();
    this.#cancelPause();
    const { ask, conversationId, isConnected } = this.#options;
    if (!followed || !isConnected()) return;
    ask({ type: "unsubscribe", conversation_id: conversationId }, () => {});
  }

  #end(): void {
    this.#phase = "idle";
    this.#options.ended();
  }
}

/** The position is of a journal that is gone: it lies ahead of this one, or something else is there. */
export const isForeign = ({ code }: Refusal): boolean =>
  code === "cursor_ahead" || code === "journal_changed";
