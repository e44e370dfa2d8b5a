/** Where deliveries that wait are announced to whoever sends them, in this process. */
export class Outgoing {
  readonly #heard = new Set<string>();
  readonly #asked = new Map<string, number>();
  #listener: ((organizationId: string) => void) | undefined;

  /** Whether anybody outside is told things of an organization, as far as is known here. */
  isHeard(organizationId: string): boolean {
    return this.#heard.has(organizationId);
  }

  /** Somebody outside is told things of an organization from now on. To be called once that is committed. */
  hear(organizationId: string): void {
    this.#heard.add(organizationId);
    this.#asked.set(organizationId, this.asked(organizationId) + 1);
  }

  /** How often somebody has asked to be told so far: to be taken before one looks whether anybody is. */
  asked(organizationId: string): number {
    return this.#asked.get(organizationId) ?? 0;
  }

  /** What a look at the database found. `asked`: before it; whoever asked meanwhile may not have been there to be found. */
  found(organizationId: string, heard: boolean, asked: number): void {
    if (heard) this.#heard.add(organizationId);
    else if (this.asked(organizationId) === asked) this.#heard.delete(organizationId);
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
