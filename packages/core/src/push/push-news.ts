import type { PushAnswer } from "./means.ts";

/** Where deliveries that wait are announced to whoever sends, in this process; and how the sending went. */
export class PushNews {
  readonly sent: Record<PushAnswer["outcome"], number> = { sent: 0, gone: 0, later: 0, refused: 0 };
  readonly #heard = new Set<string>();
  #listener: ((organizationId: string) => void) | undefined;

  /** Whether any device of an organization is told things, as far as is known here. */
  isHeard(organizationId: string): boolean {
    return this.#heard.has(organizationId);
  }

  note(organizationId: string, heard: boolean): void {
    if (heard) this.#heard.add(organizationId);
    else this.#heard.delete(organizationId);
  }

  announce(organizationId: string): void {
    this.#listener?.(organizationId);
  }

  /** One sender a process. Returns how to stop listening. */
  listen(listener: (organizationId: string) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }
}
