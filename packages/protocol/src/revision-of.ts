import type { CaseView } from "./case.ts";

/** The position by which two views of a case are told apart: the newer one wins. */
export const revisionOf = (theCase: Pick<CaseView, "revision" | "internal">): number =>
  theCase.internal?.revision ?? theCase.revision;
