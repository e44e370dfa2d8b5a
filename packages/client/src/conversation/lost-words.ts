import type { ConversationState, Message } from "@relais/protocol";
import { NetworkError, RelaisError } from "../errors.ts";
import { lostEntries } from "./lost-messages.ts";
import type { ConversationParts } from "./parts.ts";

type Parts = Pick<ConversationParts, "http" | "language" | "outbox">;

/** P1: what the server had acknowledged in one conversation and has lost, since it was restored, is sent again. */
export class LostWords {
  readonly #id: string;
  readonly #parts: Parts;
  /** One's own messages in the journal that is gone, until it is known which of them the present one lacks. */
  #before: readonly Message[] = [];

  constructor(id: string, parts: Parts) {
    this.#id = id;
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#before.length === 0;
  }

  /** Takes what is here of a journal that is gone. */
  remember({ state, older }: { state: ConversationState; older: readonly Message[] }): void {
    const own = ({ sender_id }: Message) => sender_id === state.viewer_id;
    this.#before = [...older, ...state.messages].filter(own);
  }

  /** Looks what the present journal lacks, and puts it in the outbox. */
  async recover(now: ConversationState): Promise<void> {
    const before = this.#before;
    if (before.length === 0) return;
    this.#before = [];
    const { http, language, outbox } = this.#parts;
    try {
      const around = (number: number) => http.history(this.#id, { around: number });
      const lost = await lostEntries(before, now, around, language() ?? "fr");
      for (const one of lost) outbox.again(one);
    } catch (error) {
      // Whoever may not read there any more may not write there either: nothing of it could be sent again.
      if (mayPass(error)) this.#before = before;
    }
  }
}

/** Whether the next snapshot may find it otherwise: there was no network, or the server could not answer now. */
const mayPass = (error: unknown): boolean =>
  error instanceof NetworkError ||
  (error instanceof RelaisError && error.refusal.retry !== "never");
