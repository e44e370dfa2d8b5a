import { useClient, useReadable } from "@relais/react";
import { lazy, Suspense } from "react";

const StepsOfCase = lazy(async () => ({
  default: (await import("./StepsOfCase.tsx")).StepsOfCase,
}));

/** Under the state of a case: that a step of it waits for the network, or was refused. Mostly nothing. */
export function WaitingSteps({ caseId }: { caseId: string }) {
  const changes = useReadable(useClient().statuses.changes);
  const own = changes.filter(({ status, state }) => status.case_id === caseId && state !== "sent");
  if (own.length === 0) return null;
  return (
    <Suspense>
      <StepsOfCase changes={own} />
    </Suspense>
  );
}
