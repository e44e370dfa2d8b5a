import type { CaseView } from "@relais/client";
import { useClient, useReadable } from "@relais/react";
import { byActivity, counterOf, hasEnded, kindOf, mainWay } from "@relais/react/headless";
import { ClipboardList } from "lucide-react";
import { lazy, Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { byHour } from "../../kind/by-hour.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useMainKind, useTalkKinds } from "../../kind/use-main-kind.ts";
import { Link } from "../../navigation/Link.tsx";
import { useOpenCase } from "../../navigation/place.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { CaseCard } from "../requests/CaseCard.tsx";
import { CaseGroup } from "../requests/CaseGroup.tsx";
import { CasesGate } from "../requests/CasesGate.tsx";
import { ListFrame } from "../shell/ListFrame.tsx";
import { NextStep } from "./NextStep.tsx";

const NewTalks = lazy(async () => ({
  default: (await import("../rooms/NewTalks.tsx")).NewTalks,
}));

const StepsElsewhere = lazy(async () => ({
  default: (await import("../steps/StepsElsewhere.tsx")).StepsElsewhere,
}));

const UnsentElsewhere = lazy(async () => ({
  default: (await import("../conversation/Unsent.tsx")).UnsentElsewhere,
}));

/**
 * A worker's own cases, ordered by what is next: by their hour where they have one, then the one furthest on its way.
 * Admins see all.
 */
export function MineList() {
  const me = useMe();
  const kinds = useKinds();
  const talks = useTalkKinds();
  const own = me.role === "worker";
  const main = useMainKind();
  const openId = useOpenCase();
  const client = useClient();
  const failed = useReadable(client.failedIn).length > 0;
  const refused = useReadable(client.statuses.changes).some(({ state }) => state === "failed");
  const texts = main?.texts;
  const whole = texts ? inLanguage(texts.whole_list) : m.mine_all_title();
  const work = texts ? inLanguage(texts.work_list) : m.mine_title();
  const title = own ? work : whole;
  const progress = (one: CaseView) =>
    mainWay(kindOf(kinds, one.kind)).findIndex(({ name }) => name === one.status);
  return (
    <ListFrame title={title}>
      <CasesGate>
        {(cases, counters) => {
          const shown = cases
            .filter((one) => !talks.includes(one.kind) && (!own || one.assignee?.id === me.id))
            .sort(byActivity(counters));
          const active = shown
            .filter((one) => !hasEnded(kindOf(kinds, one.kind), one))
            .sort((a, b) => byHour(kinds)(a, b) || progress(b) - progress(a));
          const past = shown.filter((one) => hasEnded(kindOf(kinds, one.kind), one));
          const card = (one: CaseView) => (
            <CaseCard key={one.id} subject={one} counter={counterOf(one, counters)} section="mine">
              {/* The one that is open has its verb beside the list. */}
              {own && one.id !== openId && <NextStep subject={one} />}
            </CaseCard>
          );
          return (
            <div className="flex flex-col gap-6">
              {failed && (
                <Suspense>
                  <UnsentElsewhere
                    cases={cases.filter((one) => !own || one.assignee?.id === me.id)}
                  />
                </Suspense>
              )}
              {refused && (
                <Suspense>
                  <StepsElsewhere listed={active} />
                </Suspense>
              )}
              {own && talks.length > 0 && (
                <Suspense>
                  <NewTalks />
                </Suspense>
              )}
              {active.length > 0 ? (
                <CaseGroup title={m.requests_active()}>{active.map(card)}</CaseGroup>
              ) : (
                <EmptyState
                  icon={ClipboardList}
                  title={own ? m.mine_empty_title() : m.mine_all_empty_title()}
                  text={own ? m.mine_empty_text() : m.mine_all_empty_text()}
                >
                  {own && main?.assignment === "first" && (
                    <Link to="/available" className={buttonClasses("primary", true)}>
                      {m.mine_empty_action()}
                    </Link>
                  )}
                </EmptyState>
              )}
              <CaseGroup title={m.requests_past()}>{past.map(card)}</CaseGroup>
            </div>
          );
        }}
      </CasesGate>
    </ListFrame>
  );
}
