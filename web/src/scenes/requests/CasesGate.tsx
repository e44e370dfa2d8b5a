import type { CaseView, CasesState } from "@relais/client";
import { useConnection } from "@relais/react";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { CloudOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";

/** After this long without an answer, waiting is said in words. */
const patienceMs = 4_000;

type CasesGateProps = {
  children: (cases: readonly CaseView[], counters: CasesState["counters"]) => ReactNode;
};

/** The list once it is there; before, its shape; without a network, a sentence. */
export function CasesGate({ children }: CasesGateProps) {
  const { status, cases, counters } = useCaseList();
  const connection = useConnection();
  const [long, setLong] = useState(false);
  const loading = status === "loading";
  useEffect(() => {
    if (!loading) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, [loading]);
  if (!loading) return children(cases, counters);
  if (long && connection.status !== "connected") {
    return (
      <EmptyState
        icon={CloudOff}
        title={m.requests_waiting_network_title()}
        text={m.requests_waiting_network_text()}
      />
    );
  }
  return <ListSkeleton />;
}
