import { type Actor, getCase, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { CaseView } from "@relais/protocol";

/** A case that is a breakdown request: other kinds are not there in this API. Refuses: not_found, forbidden. */
export async function readRequest(
  { core }: DialectServices,
  actor: Actor,
  id: string,
): Promise<CaseView> {
  const found = await getCase(core, actor, id);
  if (found.kind !== "request") throw new RefusedError("not_found");
  return found;
}

/** The same before a command: what the caller may not see, the command itself refuses best. Refuses: not_found. */
export async function refuseOtherKind(
  services: DialectServices,
  actor: Actor,
  id: string,
): Promise<void> {
  try {
    await readRequest(services, actor, id);
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === "forbidden")) throw error;
  }
}
