import type { ConversationEvent, Sent } from "@relais/protocol";
import { type ChangeEntry, isAbout, isChange } from "./change.ts";
import type { OutboxEntry } from "./types.ts";

/** A message on the server's disk; shown as sent until its event has come. */
export type AcceptedEntry = { entry: OutboxEntry; sent: Sent };

/** What the server has on its disk, for as long as the event of it has not come here. */
export class Accepted {
  readonly #messages = new Map<string, AcceptedEntry>();
  readonly #changes = new Map<string, ChangeEntry>();

  /** `sent` is what a message was answered; a change has none. */
  add(entry: OutboxEntry, sent: Sent | null): void {
    if (isChange(entry)) this.#changes.set(entry.client_id, entry);
    else if (sent !== null) this.#messages.set(entry.client_id, { entry, sent });
  }

  messages(conversationId: string): AcceptedEntry[] {
    return [...this.#messages.values()].filter(
      ({ entry }) => entry.conversation_id === conversationId,
    );
  }

  changes(conversationId: string): ChangeEntry[] {
    return [...this.#changes.values()].filter((entry) => entry.conversation_id === conversationId);
  }

  /** Gives back every message, to be sent anew: the server that had them was restored. */
  takeMessages(): OutboxEntry[] {
    const entries = [...this.#messages.values()].map(({ entry }) => entry);
    this.#messages.clear();
    return entries;
  }

  /** The journal has come up to message `lastNumber`. */
  reached(conversationId: string, lastNumber: number): void {
    for (const { entry, sent } of this.messages(conversationId)) {
      if (sent.number <= lastNumber) this.#messages.delete(entry.client_id);
    }
  }

  /** An event of one's own has come. True when it takes the place of a change that is kept here. */
  told(conversationId: string, event: ConversationEvent): boolean {
    // The first of a kind only: the event of a later one is still on its way.
    const first = this.changes(conversationId).find(({ change }) => isAbout(change, event));
    return first !== undefined && this.#changes.delete(first.client_id);
  }

  /** A fresh snapshot holds everything that is done. */
  renewed(conversationId: string): void {
    for (const { client_id } of this.changes(conversationId)) this.#changes.delete(client_id);
  }
}
