import type { CaseView } from "@relais/client";
import { hasEnded } from "@relais/react/headless";
import { useKind } from "../../kind/KindsProvider.tsx";
import { StateLine } from "../../kind/StateLine.tsx";
import { StepTrack } from "../../kind/StepTrack.tsx";
import { When } from "../../kind/When.tsx";
import { NextStep } from "../available/NextStep.tsx";
import { WaitingSteps } from "../steps/WaitingSteps.tsx";

/** Where the case stands, in one sentence, and the worker's next verb. */
export function StateStrip({ subject }: { subject: CaseView }) {
  const kind = useKind(subject.kind);
  return (
    <section className="flex shrink-0 flex-col gap-2.5 border-b border-line bg-surface px-4 py-2.5 tablet:px-5">
      {/* With large letters the verb goes below. */}
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-[7.5rem]">
          <p className="truncate text-13 text-ink-2 desk:hidden">{subject.title}</p>
          <When kind={kind} subject={subject} />
          <p aria-live="polite">
            <StateLine kind={kind} subject={subject} className="text-15 leading-tight" />
          </p>
        </div>
        <NextStep subject={subject} wide={false} />
      </div>
      <WaitingSteps caseId={subject.id} />
      {!hasEnded(kind, subject) && (
        <div className="short:hidden">
          <StepTrack kind={kind} subject={subject} />
        </div>
      )}
    </section>
  );
}
