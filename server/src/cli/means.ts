import type { ConnectionTarget, Core } from "@relais/core";

export type Terminal = { out(text: string): void; err(text: string): void };

/** What the operator's commands work with. */
export type Means = {
  readonly core: Core;
  readonly target: ConnectionTarget;
  readonly origin: string;
};
