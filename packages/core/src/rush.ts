import { setTimeout as wait } from "node:timers/promises";

/** So many in one query are a rush: more come while these are answered. */
const rush = 6;
const breathMs = 12;

/**
 * After a query for so many: in a rush, lets those who come within a moment share the next one. Sending a query costs
 * as much for ten as for a hundred, and each is one that the others wait behind.
 */
export async function breathIn(answered: number): Promise<void> {
  if (answered >= rush) await wait(breathMs);
}
