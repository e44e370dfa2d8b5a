import type { CaseView } from "@relais/protocol";
import type { Outbox } from "../outbox/outbox.ts";
import { Value } from "../readable.ts";
import type { StatusChange, Statuses, StatusReason } from "./types.ts";

type Parts = {
  readonly outbox: Outbox;
  /** The cases that are here. */
  readonly known: () => readonly CaseView[];
};

/** The steps of cases that are in an outbox, for whoever shows them. */
export class PersonsStatuses implements Statuses {
  readonly changes = new Value<readonly StatusChange[]>([]);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  change(theCase: CaseView, to: string, why: StatusReason = {}): string {
    const { id: case_id, title, kind, status: from, conversation_id, rooms } = theCase;
    const conversation_ids = [conversation_id, ...rooms.map((room) => room.conversation_id)].filter(
      (id) => id !== null,
    );
    const step = { case_id, title, kind, from, to, ...why, conversation_ids };
    return this.#parts.outbox.addStatus(step);
  }

  takeBack(clientId: string): boolean {
    const { outbox } = this.#parts;
    const items = outbox.statuses();
    const one = items.find(({ entry }) => entry.client_id === clientId);
    if (one === undefined || one.cancelAnswer !== null) return false;
    const { state, status } = one.entry;
    // The last first: nothing that was built upon it goes meanwhile.
    const together = items.slice(items.indexOf(one));
    for (let last = together.pop(); last !== undefined; last = together.pop()) {
      const { entry } = last;
      if (entry.state === state && entry.status.case_id === status.case_id) {
        outbox.discard(entry.client_id);
      }
    }
    return true;
  }

  retry(clientId: string): void {
    this.#parts.outbox.retry(clientId);
  }

  /** What is in the outbox has changed, or what is known of the cases. */
  refresh(): void {
    const { outbox, known } = this.#parts;
    const now: StatusChange[] = [
      ...outbox.acceptedStatuses(known()).map((entry) => ({ ...entry, state: "sent" as const })),
      ...outbox.statuses().map(({ entry }) => entry),
    ];
    if (JSON.stringify(now) !== JSON.stringify(this.changes.get())) this.changes.set(now);
  }
}
