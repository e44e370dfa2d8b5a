import type { CaseView } from "@relais/client";
import { statusTimes } from "@relais/client";
import { useTimeline } from "@relais/react";
import { hasEnded } from "@relais/react/headless";
import { Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { StepList } from "../../kind/StepList.tsx";
import { useMe } from "../../session/me.ts";
import { CustomersCode, Proof } from "../proof/later.tsx";
import { History } from "./later.tsx";

/** How far a case has come, what is expected next, and every change that led there. */
export function Timeline({ subject }: { subject: CaseView }) {
  const kind = useKind(subject.kind);
  const timeline = useTimeline(subject);
  const me = useMe();
  const tells =
    subject.customer.id === me.id &&
    kind?.transitions.some(({ proof }) => proof?.code !== undefined) &&
    !hasEnded(kind, subject);
  return (
    <>
      {tells && (
        <Suspense>
          <CustomersCode subject={subject} />
        </Suspense>
      )}
      <section className="flex flex-col gap-3">
        <h3 className="text-13 font-semibold text-ink-2">{m.case_steps()}</h3>
        <StepList kind={kind} subject={subject} times={statusTimes(timeline.entries)} />
      </section>
      {subject.proved_at && (
        <Suspense>
          <Proof subject={subject} entries={timeline.entries} />
        </Suspense>
      )}
      <Suspense>
        <History caseId={subject.id} kind={kind} timeline={timeline} />
      </Suspense>
    </>
  );
}
