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

/** How positions fared in this process: for the operator. */
export class PositionCounts {
  readonly outcomes = new Map<CountedOutcome, number>();

  count(outcome: CountedOutcome): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}
