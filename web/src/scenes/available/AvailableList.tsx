import type { CaseView } from "@relais/client";
import { kindOf } from "@relais/react/headless";
import { Inbox } from "lucide-react";
import { Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { inLanguage, isAvailable } from "../../kind/kind.ts";
import { useMainKind } from "../../kind/use-main-kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { CaseGroup } from "../requests/CaseGroup.tsx";
import { CasesGate } from "../requests/CasesGate.tsx";
import { PushOffer } from "../settings/later.tsx";
import { ListFrame } from "../shell/ListFrame.tsx";
import { AvailableCard } from "./AvailableCard.tsx";

const newestFirst = (a: CaseView, b: CaseView) =>
  Date.parse(b.created_at) - Date.parse(a.created_at);

/** What nobody has taken yet, newest first. It fills and empties by itself. */
export function AvailableList() {
  const kinds = useKinds();
  const main = useMainKind();
  // Whoever is told of new work first may take it first.
  const offer = (
    <Suspense>
      <PushOffer as="card" />
    </Suspense>
  );
  return (
    <ListFrame title={main ? inLanguage(main.texts.available_list) : m.available_title()}>
      <CasesGate>
        {(cases) => {
          const open = cases
            .filter((one) => isAvailable(kindOf(kinds, one.kind), one))
            .sort(newestFirst);
          if (open.length === 0) {
            return (
              <>
                {offer}
                <EmptyState
                  icon={Inbox}
                  title={m.available_empty_title()}
                  text={m.available_empty_text()}
                />
              </>
            );
          }
          return (
            <div className="flex flex-col gap-3">
              {offer}
              <CaseGroup>
                {open.map((one) => (
                  <AvailableCard key={one.id} subject={one} />
                ))}
              </CaseGroup>
            </div>
          );
        }}
      </CasesGate>
    </ListFrame>
  );
}
