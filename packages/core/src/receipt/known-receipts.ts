import type { Receipt } from "@relais/protocol";
import type { JournalEntry } from "../journal/entry.ts";

const remembered = 100_000;

/** How far people are known to have come, so that a repetition costs no write. Only a memory. */
export class KnownReceipts {
  readonly #known = new Map<string, Receipt>();

  isNews(conversationId: string, memberId: string, delivered: number, read: number): boolean {
    const known = this.#known.get(`${conversationId} ${memberId}`);
    if (known === undefined) return delivered > 0;
    return delivered > known.delivered || read > known.read;
  }

  hear(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if (entry.type !== "receipt.advanced") continue;
      const { data } = JSON.parse(entry.json) as { data: { user_id: string } & Receipt };
      if (this.#known.size >= remembered) this.#known.clear();
      const { user_id, delivered, read } = data;
      this.#known.set(`${entry.stream_id} ${user_id}`, { delivered, read });
    }
  }
}
