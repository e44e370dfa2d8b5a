import { useClient, useReadable } from "@relais/react";
import { StepsOfCase } from "./StepsOfCase.tsx";

/** Refused steps of cases that are not under way here: they ended, or are somebody else’s, and nobody looks there. */
export function StepsElsewhere({ listed }: { listed: readonly { readonly id: string }[] }) {
  const changes = useReadable(useClient().statuses.changes);
  const here = new Set(listed.map(({ id }) => id));
  const away = changes.filter(
    ({ status, state }) => state === "failed" && !here.has(status.case_id),
  );
  const ids = [...new Set(away.map(({ status }) => status.case_id))];
  return ids.map((id) => (
    <StepsOfCase key={id} named changes={away.filter(({ status }) => status.case_id === id)} />
  ));
}
