import type { CaseView, ConversationEvent, Sent } from "@relais/protocol";
import { type ChangeEntry, isAbout, isChange } from "./change.ts";
import { isStatus, type OutboxEntry, type StatusEntry } from "./types.ts";

/** A message on the server's disk; shown as sent until its event has come. */
export type AcceptedEntry = { entry: OutboxEntry; sent: Sent };

/** What an acknowledgement says of what was sent. */
export type Acknowledged = { sent?: Sent | null | undefined; revision?: number | undefined };

/** What the server has on its disk, for as long as the event of it has not come here. */
export class Accepted {
  readonly #messages = new Map<string, AcceptedEntry>();
  readonly #changes = new Map<string, ChangeEntry>();
  readonly #statuses = new Map<string, { entry: StatusEntry; revision: number }>();

  /** `sent` is what a message was answered, `revision` what a step of a case was; a change has neither. */
  add(entry: OutboxEntry, { sent = null, revision }: Acknowledged): void {
    if (isChange(entry)) this.#changes.set(entry.client_id, entry);
    else if (isStatus(entry)) {
      if (revision !== undefined) this.#statuses.set(entry.client_id, { entry, revision });
    } else if (sent !== null) this.#messages.set(entry.client_id, { entry, sent });
  }

  messages(conversationId: string): AcceptedEntry[] {
    return [...this.#messages.values()].filter(
      ({ entry }) => entry.conversation_id === conversationId,
    );
  }

  changes(conversationId: string): ChangeEntry[] {
    return [...this.#changes.values()].filter((entry) => entry.conversation_id === conversationId);
  }

  /** Steps of cases of which the news has not come; `cases`: those that are here. What is not here needs no news. */
  statuses(cases: readonly CaseView[]): StatusEntry[] {
    const awaited = [...this.#statuses.values()].filter(({ entry, revision }) =>
      cases.some((one) => one.id === entry.status.case_id && one.revision < revision),
    );
    return awaited.map(({ entry }) => entry);
  }

  /** Gives back every message, to be sent anew: the server that had them was restored. */
  takeMessages(): OutboxEntry[] {
    const entries = [...this.#messages.values()].map(({ entry }) => entry);
    this.#messages.clear();
    this.#statuses.clear();
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
