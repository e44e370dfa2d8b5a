import type { Counter } from "@relais/protocol";

export type CounterListener = (memberId: string, counters: Counter[]) => void;
/** Who of an organization wants to hear; undefined: anybody might. */
export type CounterAudience = (organizationId: string) => ReadonlySet<string> | undefined;

/** Tells this process what the notification counter has just written. An accelerator, never the truth. */
export class CounterNews {
  readonly #listeners = new Set<CounterListener>();
  readonly #followed = new Set<(organizationId: string) => void>();
  #audience: CounterAudience = () => undefined;

  /** Called with the changed counters of one person. Returns what stops the listening. */
  listen(listener: CounterListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** News of people whom nobody listens for need not be read from the database at all. */
  limitTo(audience: CounterAudience): void {
    this.#audience = audience;
  }

  audienceOf(organizationId: string): ReadonlySet<string> | undefined {
    return this.#audience(organizationId);
  }

  /** Whether anybody of this organization hears what is published. */
  isHeard(organizationId: string): boolean {
    return (this.#audience(organizationId)?.size ?? 1) > 0;
  }

  /** Somebody of this organization begins to hear what is published: it need not rest any more. */
  follow(organizationId: string): void {
    for (const listener of this.#followed) listener(organizationId);
  }

  /** Called with the organization whenever somebody begins to hear. Returns what stops the listening. */
  onFollowed(listener: (organizationId: string) => void): () => void {
    this.#followed.add(listener);
    return () => this.#followed.delete(listener);
  }

  publish(memberId: string, counters: Counter[]): void {
    for (const listener of this.#listeners) listener(memberId, counters);
  }
}
