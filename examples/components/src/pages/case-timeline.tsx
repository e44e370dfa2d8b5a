import { CaseTimeline, useCases } from "@relais/react";
import { look, wantedId } from "../look.ts";

/** The timeline of the first case, or of the one that the address names. */
export function CaseTimelinePage() {
  const { cases } = useCases();
  const id = wantedId ?? cases[0]?.id ?? null;
  return id === null ? null : <CaseTimeline id={id} {...look} />;
}
