import { byActivity, counterOf, hasEnded, kindOf } from "@relais/react/headless";
import { Plus, Wrench } from "lucide-react";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { byHour } from "../../kind/by-hour.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useMainKind, useTalkKinds } from "../../kind/use-main-kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { ListFrame } from "../shell/ListFrame.tsx";
import { lazy, Suspense } from "react";
import { CaseCard } from "./CaseCard.tsx";
import { CaseGroup } from "./CaseGroup.tsx";
import { CasesGate } from "./CasesGate.tsx";

const Workplaces = lazy(async () => ({
  default: (await import("../workplace/Workplaces.tsx")).Workplaces,
}));

/** A customer's own requests: what is under way first, then what is past. */
export function RequestList() {
  const kinds = useKinds();
  const main = useMainKind();
  const texts = main?.texts;
  const talks = useTalkKinds();
  const opens = main?.opened_by.includes("customer") ?? true;
  return (
    <ListFrame
      title={texts ? inLanguage(texts.own_list) : m.requests_title()}
      footer={
        opens && (
          <Link to="/requests/new" className={buttonClasses("primary", true)}>
            <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
            {texts ? inLanguage(texts.open) : m.requests_new()}
          </Link>
        )
      }
    >
      <CasesGate>
        {(all, counters) => {
          const cases = all.filter(({ kind }) => !talks.includes(kind));
          const ended = (name: string, status: (typeof cases)[number]) =>
            hasEnded(kindOf(kinds, name), status);
          const ordered = [...cases].sort(byActivity(counters));
          const active = ordered.filter((one) => !ended(one.kind, one)).sort(byHour(kinds));
          const past = ordered.filter((one) => ended(one.kind, one));
          if (cases.length === 0) {
            return (
              <>
                <EmptyState
                  icon={Wrench}
                  title={texts ? inLanguage(texts.empty_title) : m.requests_empty_title()}
                  text={texts ? inLanguage(texts.empty_text) : m.requests_empty_text()}
                />
                {main?.assignment === "directed" && (
                  <Suspense>
                    <Workplaces />
                  </Suspense>
                )}
              </>
            );
          }
          const card = (one: (typeof cases)[number]) => (
            <CaseCard
              key={one.id}
              subject={one}
              counter={counterOf(one, counters)}
              section="requests"
            />
          );
          return (
            <div className="flex flex-col gap-6">
              <CaseGroup title={m.requests_active()}>{active.map(card)}</CaseGroup>
              <CaseGroup title={m.requests_past()}>{past.map(card)}</CaseGroup>
              {main?.assignment === "directed" && (
                <Suspense>
                  <Workplaces />
                </Suspense>
              )}
            </div>
          );
        }}
      </CasesGate>
    </ListFrame>
  );
}
