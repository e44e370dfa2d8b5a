import type { CaseView } from "@relais/protocol";
import type { StatusChange } from "./types.ts";

/** A case as if these steps had been taken; what was refused has not. The same object where nothing of it is changed. */
export function withStatuses(theCase: CaseView, changes: readonly StatusChange[]): CaseView {
  const status = changes.findLast(
    (one) => one.status.case_id === theCase.id && one.state !== "failed",
  )?.status.to;
  return status === undefined || status === theCase.status ? theCase : { ...theCase, status };
}
