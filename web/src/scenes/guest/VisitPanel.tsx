import type { CaseView, Visit } from "@relais/client";
import { Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { OrganizationMark } from "../../design/OrganizationMark.tsx";
import { longDate } from "../../format/time.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { FieldFacts } from "../case/later.tsx";
import { Timeline } from "../case/Timeline.tsx";
import { LanguageChoice } from "../settings/Preferences.tsx";
import { PushField } from "../settings/PushField.tsx";

type VisitPanelProps = { visit: Visit; subject: CaseView };

/** What is agreed, the steps, how long the link holds, and the language. */
export function VisitPanel({ visit, subject }: VisitPanelProps) {
  const kind = useKind(subject.kind);
  return (
    <div className="flex flex-col gap-7">
      <div className="flex items-center gap-3">
        <OrganizationMark organization={visit.organization} size="large" />
        <div className="flex min-w-0 flex-col gap-1">
          <h2 className="text-20">{subject.title}</h2>
          <p className="text-15 text-ink-2">{m.guest_company({ name: visit.organization.name })}</p>
        </div>
      </div>
      {kind && (
        <Suspense>
          <FieldFacts subject={subject} kind={kind} change={null} busy={false} />
        </Suspense>
      )}
      <Timeline subject={subject} />
      <section className="flex flex-col gap-1">
        <h3 className="text-13 font-semibold text-ink-2">{m.guest_link()}</h3>
        <p className="text-15 text-pretty">
          {visit.expires_at === null
            ? m.guest_link_open()
            : m.guest_link_until({ date: longDate(visit.expires_at) })}
        </p>
      </section>
      <PushField />
      <LanguageChoice />
    </div>
  );
}
