import type { ConversationEvent, Message, ReactionEmoji } from "@relais/protocol";
import { changesMessages, foldMessages } from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import type { Request, RequestAnswer } from "../connection/requests.ts";
import { RelaisError, refusalIn } from "../errors.ts";
import { waitAfter } from "../outbox/patience.ts";

/** What one does to a message that is there already. */
export type Change =
  | { type: "edit"; number: number; text: string }
  | { type: "delete"; number: number }
  | { type: "react"; number: number; emoji: ReactionEmoji | null };

export type ChangesOptions = {
  conversationId: string;
  clock: Clock;
  random: Random;
  viewerId: () => string | null;
  isConnected: () => boolean;
  ask: (request: Request, answer: (answer: RequestAnswer) => void) => void;
  /** The answer is late: is the link alive? */
  suspect: () => void;
  tokenEnded: () => void;
  changed: () => void;
};

type Pending = {
  readonly change: Change;
  readonly at: string;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
  /** Its event has come, or it can no longer be told apart from what came. */
  told: boolean;
  done: boolean;
  refusals: number;
};

const suspectMs = 5_000;
const resendMs = 20_000;

/**
 * Edits, deletions and reactions on their way. Shown at once, sent one after the other, and again after
 * a break: each says how a message is to be, so a repetition changes nothing. They live as long as the page.
 */
export class Changes {
  readonly #options: ChangesOptions;
  #pending: Pending[] = [];
  #underWay = false;
  #cancel = () => {};

  constructor(options: ChangesOptions) {
    this.#options = options;
  }

  /** Resolves when it is on the server's disk; rejects with RelaisError when it is refused for good. */
  make(change: Change): Promise<void> {
    return new Promise((settle, fail) => {
      const at = new Date(this.#options.clock.now()).toISOString();
      this.#pending.push({ change, at, settle, fail, told: false, done: false, refusals: 0 });
      this.#options.changed();
      this.#send();
    });
  }

  /** What waits, as if it had happened. */
  over(messages: readonly Message[]): readonly Message[] {
    const viewer = this.#options.viewerId();
    if (viewer === null) return messages;
    let shown = messages;
    for (const { change, at, told } of this.#pending) {
      if (!told) shown = foldMessages(shown, asEvent(change, at, viewer));
    }
    return shown;
  }

  /** What came from the journal is newer than what was shown in advance of it. */
  heard(events: readonly ConversationEvent[]): void {
    const numbers = new Set(
      events.filter(changesMessages).map((event) => `${event.type} ${event.data.number}`),
    );
    this.#settleTold(({ change }) => numbers.has(`${eventTypes[change.type]} ${change.number}`));
  }

  /** A fresh snapshot holds everything that is done. */
  heardAll(): void {
    this.#settleTold(({ done }) => done);
  }

  connected(): void {
    this.#halt();
    this.#send();
  }

  lost(): void {
    this.#halt();
  }

  #settleTold(isTold: (pending: Pending) => boolean): void {
    // The first of a kind only: a later one of the same message is still on its way.
    const first = this.#pending.find(isTold);
    if (first === undefined) return;
    first.told = true;
    this.#drop();
  }

  #drop(): void {
    this.#pending = this.#pending.filter(({ done, told }) => !(done && told));
  }

  #halt(): void {
    this.#underWay = false;
    this.#cancel();
  }

  #send(): void {
    const { ask, clock, conversationId: conversation_id, isConnected, suspect } = this.#options;
    const next = this.#pending.find(({ done }) => !done);
    if (next === undefined || this.#underWay || !isConnected()) return;
    this.#underWay = true;
    const cancelSuspicion = clock.after(suspectMs, suspect);
    const cancelResend = clock.after(resendMs, () => this.connected());
    this.#cancel = () => {
      cancelSuspicion();
      cancelResend();
    };
    ask({ ...next.change, conversation_id }, (answer) => {
      if (next.done) return;
      this.#halt();
      this.#answered(next, answer);
    });
  }

  #answered(pending: Pending, answer: RequestAnswer): void {
    const { changed, clock, random, tokenEnded } = this.#options;
    if (answer.type !== "refused") {
      pending.done = true;
      pending.settle();
      this.#drop();
    } else {
      const refusal = refusalIn(answer);
      pending.refusals += 1;
      if (refusal.retry === "sign_in") tokenEnded();
      const wait = waitAfter(refusal, pending.refusals, random);
      if (wait !== null) {
        this.#underWay = true;
        this.#cancel = clock.after(wait, () => this.connected());
        return;
      }
      this.#pending = this.#pending.filter((one) => one !== pending);
      pending.fail(new RelaisError(refusal));
    }
    changed();
    this.#send();
  }
}

const eventTypes = {
  edit: "message.edited",
  delete: "message.deleted",
  react: "reaction.set",
} as const;

function asEvent(change: Change, at: string, actor_id: string) {
  const entry = { seq: 0, at, actor_id };
  // The fold finds a message by its number.
  const about = { id: "", number: change.number };
  switch (change.type) {
    case "edit":
      return { ...entry, type: "message.edited", data: { ...about, text: change.text } } as const;
    case "delete":
      return { ...entry, type: "message.deleted", data: about } as const;
    case "react": {
      const data = { ...about, user_id: actor_id, emoji: change.emoji };
      return { ...entry, type: "reaction.set", data } as const;
    }
  }
}
