import type { Arrival, Fix, FixFault } from "@relais/protocol";

/** Where somebody is now, for those who follow the conversation; without `fix` the share has ended. */
export type PositionNews = {
  readonly conversation_id: string;
  readonly share_id: string;
  readonly user_id: string;
  readonly fix: Fix | null;
  readonly arrival: Arrival | null;
};

export type CountedOutcome = "taken" | "too_fast" | FixFault;

/** How positions fared in this process, for the operator; and news of them for whoever passes them on. */
export class PositionFeed {
  readonly outcomes = new Map<CountedOutcome, number>();

  readonly #listeners = new Set<(news: PositionNews) => void>();

  /** Called with what commands other than reporting say of where people are. Returns what stops it. */
  listen(listener: (news: PositionNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(news: PositionNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  count(outcome: CountedOutcome): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}
