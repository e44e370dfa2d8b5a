import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";

/** How the work is done concerns those who do it: they read procedures, guide by them and save new ones. */
export function refuseCustomers({ role }: Actor): void {
  if (role === "customer") throw new RefusedError("forbidden");
}

/** What the organization keeps is its office's to write. */
export function refuseOthersThanOffice({ role }: Actor): void {
  if (role === "customer" || role === "worker") throw new RefusedError("forbidden");
}
