import { type Actor, RefusedError } from "@relais/core";

/** What an employee has no list of: refused as a command of theirs would be. Refuses: forbidden. */
export function staffOnly({ role }: Actor): void {
  if (role === "customer") throw new RefusedError("forbidden");
}
