import type { Notification } from "@relais/protocol";

export type Notice = {
  readonly user_id: string;
  /** Null: only how many are unseen has changed. */
  readonly notification: Notification | null;
  readonly unread: number;
};

/** Tells this process of a notification that was just written. An accelerator, never the truth. */
export class NoticeNews {
  readonly #listeners = new Set<(notice: Notice) => void>();

  /** Returns what stops the listening. */
  listen(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
