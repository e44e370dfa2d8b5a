/** Where deliveries that wait are announced to whoever sends them, in this process. */
export class Outgoing {
  readonly #heard = new Set<string>();
  #listener: ((organizationId: string) => void) | undefined;

  /** Whether anybody outside is told things of an organization, as far as is known here. */
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
