import type { DraftStorage } from "../drafts/types.ts";
import type { Http } from "../http/types.ts";

/** All stopped shares for one server begin like this; the person's id follows. */
export const stoppedPrefix = (baseUrl: string) => `relais:stopped:${baseUrl} `;

type Options = {
  http: Http;
  /** The id of a share by that of its conversation. */
  storage: DraftStorage;
  changed: (conversationId: string) => void;
};

/**
 * One's own shares that were stopped while the server could not be told. Kept on this device: a reload or a killed tab
 * does not let them go on there, and their conversation need not be looked at again for it.
 */
export class StoppedShares {
  readonly #options: Options;
  readonly #kept: Map<string, string>;

  constructor(options: Options) {
    this.#options = options;
    this.#kept = new Map(options.storage.all());
  }

  has(conversationId: string, shareId: string | undefined): boolean {
    return shareId !== undefined && this.#kept.get(conversationId) === shareId;
  }

  /** Null: it is told, or there is another one. */
  set(conversationId: string, shareId: string | null): void {
    if (shareId !== null) this.#kept.set(conversationId, shareId);
    else if (!this.#kept.delete(conversationId)) return;
    this.#options.storage.set(conversationId, shareId);
    this.#options.changed(conversationId);
  }

  connected(): void {
    if (this.#kept.size > 0) void this.#tell();
  }

  async #tell(): Promise<void> {
    const { tellStopped } = await import("./tell-stopped.ts");
    const tell = async ([conversationId, shareId]: [string, string]) => {
      const told = await tellStopped(this.#options.http, conversationId, shareId);
      if (told && this.has(conversationId, shareId)) this.set(conversationId, null);
    };
    await Promise.all([...this.#kept].map(tell));
  }
}
