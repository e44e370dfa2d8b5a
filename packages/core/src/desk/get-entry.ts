import type { DeskEntry } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { refuseOthers } from "./policy.ts";
import { readEntry } from "./select-entries.ts";

/** One case as it stands at the desk, in whatever view. Refuses: not_found, forbidden. */
export async function getEntry(core: Core, actor: Actor, caseId: string): Promise<DeskEntry> {
  await getCase(core, actor, caseId);
  refuseOthers(actor);
  const entry = await inOrganization(core.db, actor, (tx) => readEntry(core, tx, actor, caseId));
  if (entry === undefined) throw new RefusedError("not_found");
  return entry;
}
