import type { Actor } from "../actor.ts";

/** Canned replies are for those who do the work: a customer has none and sees none. */
export const mayHaveReplies = ({ role, guest }: Actor): boolean =>
  role !== "customer" && guest === undefined;

/** What the whole organization says is written by those who lead it; one's own by oneself, and nobody else. */
export function mayEdit(actor: Actor, ownerId: string | null): boolean {
  if (!mayHaveReplies(actor)) return false;
  return ownerId === null
    ? actor.role === "admin" || actor.role === "manager"
    : ownerId === actor.id;
}
