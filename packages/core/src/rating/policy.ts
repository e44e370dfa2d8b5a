import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { maySeeCase } from "../case/policy.ts";
import { readCase } from "../case/views.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";

/** Who rates a case is its customer, with an account or by the link. Refuses: not_found, forbidden. */
export async function readOwnCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  const theCase = await readSeenCase(core, actor, caseId);
  if (theCase.customer.id !== actor.id) throw new RefusedError("forbidden");
  return theCase;
}

/** A case that the actor may see. Refuses: not_found, forbidden. */
export async function readSeenCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  const theCase = await inOrganization(core.db, actor, (tx) => readCase(tx, caseId));
  if (theCase === undefined) throw new RefusedError("not_found");
  if (!maySeeCase(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
  return theCase;
}

export const hasEnded = (kind: Kind, { status }: Pick<CaseView, "status">): boolean =>
  kind.statuses.some(({ name, ends }) => ends && name === status);

/** Figures are for those who lead. */
export const mayReadFigures = ({ role }: Pick<Actor, "role">): boolean =>
  role === "admin" || role === "manager";
