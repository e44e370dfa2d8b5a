import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";

/** Whether the actor works at the desk: those who answer for the organization. What they see there is `maySeeCase`. */
export const mayUseDesk = ({ role, guest }: Pick<Actor, "role" | "guest">): boolean =>
  guest === undefined && (role === "agent" || role === "manager" || role === "admin");

/** Refuses: forbidden. */
export function refuseOthers(actor: Actor): void {
  if (!mayUseDesk(actor)) throw new RefusedError("forbidden");
}
