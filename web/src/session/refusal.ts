import { RelaisError, type Refusal } from "@relais/client";
import { m } from "../catalogue/index.ts";

/** What a failed call means for a person: the refusal's sentence, or that no answer came. */
export function explain(error: unknown, unreachable: string = m.action_failed_network()): string {
  return error instanceof RelaisError ? error.refusal.message : unreachable;
}

export function refusalIn(error: unknown): Refusal | null {
  return error instanceof RelaisError ? error.refusal : null;
}
