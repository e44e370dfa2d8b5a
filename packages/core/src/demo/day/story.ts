import type { Priority } from "@relais/protocol";

/** Who does something: the customer, or one of the cast by the beginning of their address. */
export type Speaker =
  | "customer"
  | "client"
  | "operations"
  | "agent"
  | "admin"
  | "technicien"
  | "technicien2";

/** What happened, so many minutes after the case was opened. */
export type Moment = readonly [minutes: number, by: Speaker, what: string];

export type DayStory = {
  readonly kind: "claim" | "contact" | "ticket";
  readonly customer: string;
  /** Whoever of the cast that is, by the beginning of their address; without it they have no account. */
  readonly account?: "client";
  readonly title: string;
  readonly description?: string;
  /** Minutes before now. */
  readonly ago: number;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  /** Words; `→ status` takes a step, `@ name` gives it to somebody, `zzz` puts it off until tomorrow. */
  readonly moments?: readonly Moment[];
};

/** In minutes. */
export const day = 24 * 60;
