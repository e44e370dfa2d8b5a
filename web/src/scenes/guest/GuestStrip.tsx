import type { CaseView } from "@relais/client";
import { hasEnded, mainWay } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { StateLine } from "../../kind/StateLine.tsx";
import { StepTrack } from "../../kind/StepTrack.tsx";
import { When } from "../../kind/When.tsx";

/** Where the case stands, in one sentence, and the step that comes after. */
export function GuestStrip({ subject }: { subject: CaseView }) {
  const kind = useKind(subject.kind);
  const way = mainWay(kind);
  const current = way.findIndex(({ name }) => name === subject.status);
  const next = current < 0 ? undefined : way[current + 1];
  return (
    <section className="flex shrink-0 flex-col gap-2.5 border-b border-line bg-surface px-4 py-2.5 tablet:px-5">
      <div className="min-w-0">
        <p className="truncate text-13 text-ink-2 desk:hidden">{subject.title}</p>
        <When kind={kind} subject={subject} />
        <p aria-live="polite">
          <StateLine kind={kind} subject={subject} className="text-15 leading-tight" />
        </p>
        {next && (
          <p className="mt-0.5 truncate text-13 text-ink-2">
            {m.guest_next({ step: inLanguage(next.title) })}
          </p>
        )}
      </div>
      {!hasEnded(kind, subject) && <StepTrack kind={kind} subject={subject} />}
    </section>
  );
}
