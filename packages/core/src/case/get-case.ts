import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { maySeeCase } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";

/**
 * One case as it stands now, as the caller may see it.
 *
 * Refuses: not_found (unknown, or another organization's), forbidden.
 */
export async function getCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  const theCase = await inOrganization(core.db, actor, (tx) =>
    readCaseFor(core, tx, actor, caseId),
  );
  if (!maySeeCase(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
  return theCase;
}
