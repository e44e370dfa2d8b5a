import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { maySeeCase } from "./policy.ts";
import { readCase } from "./views.ts";

/**
 * One case as it stands now.
 *
 * Refuses: not_found (unknown, or another organization's), forbidden.
 */
export async function getCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  const theCase = await inOrganization(core.db, actor, (tx) => readCase(tx, caseId));
  if (theCase === undefined) throw new RefusedError("not_found");
  if (!maySeeCase(actor, theCase)) throw new RefusedError("forbidden");
  return theCase;
}
