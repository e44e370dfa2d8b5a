import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { caseViewFor, readCaseRow } from "./views.ts";

/** A case as this person may see it. Whether they may at all was asked before. Refuses: not_found. */
export async function readCaseFor(
  core: Core,
  tx: Scoped,
  actor: Actor,
  caseId: string,
): Promise<CaseView> {
  const row = await readCaseRow(tx, caseId);
  if (row === undefined) throw new RefusedError("not_found");
  return caseViewFor(core.kinds, actor, row);
}
