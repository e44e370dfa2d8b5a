import { type Actor, getCase, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { CaseView } from "@relais/protocol";

/** A case that is a claim: other kinds are not there in this API. Refuses: not_found, forbidden. */
export async function readClaim(
  { core }: DialectServices,
  actor: Actor,
  id: string,
): Promise<CaseView> {
  const found = await getCase(core, actor, id);
  if (found.kind !== "claim") throw new RefusedError("not_found");
  return found;
}
