import { type Actor, getCase, RefusedError } from "@relais/core";
import type { CaseView } from "@relais/protocol";
import type { DialectServices } from "./dialect.ts";

/** A case of the kind of which an API speaks: others are not there in it. Refuses: not_found, forbidden. */
export async function readOfKind(
  { core }: DialectServices,
  actor: Actor,
  kind: string,
  caseId: string,
): Promise<CaseView> {
  const found = await getCase(core, actor, caseId);
  if (found.kind !== kind) throw new RefusedError("not_found");
  return found;
}

/** The same before a command: what the caller may not see, the command itself refuses best. Refuses: not_found. */
export async function refuseOtherKind(
  services: DialectServices,
  actor: Actor,
  kind: string,
  caseId: string,
): Promise<void> {
  try {
    await readOfKind(services, actor, kind, caseId);
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === "forbidden")) throw error;
  }
}
