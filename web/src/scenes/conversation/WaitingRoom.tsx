import type { CaseView } from "@relais/client";
import { hasEnded } from "@relais/react/headless";
import { Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { PriorityMark } from "../../design/PriorityMark.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { hasAnyPart, inLanguage, isAvailable, stateSentence } from "../../kind/kind.ts";
import { StepTrack } from "../../kind/StepTrack.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { AcceptAction } from "../available/AcceptAction.tsx";
import { CaseFacts } from "../case/CaseFacts.tsx";
import { CaseEdit } from "../case/later.tsx";
import { OtherSteps } from "../case/OtherSteps.tsx";
import { PushOffer } from "../settings/later.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";

type Standing = "open" | "unnamed" | "ended";

function whatComes(own: string | null, standing: Standing, isWorker: boolean): string {
  if (standing === "ended") return m.waiting_cancelled_text();
  if (own !== null) return own;
  if (standing === "unnamed") return m.waiting_unnamed_text();
  return isWorker ? m.waiting_worker_text() : m.waiting_admin_text();
}

/** A case before its conversation: what was asked, and that someone will come. */
export function WaitingRoom({ subject }: { subject: CaseView }) {
  const me = useMe();
  const kind = useKind(subject.kind);
  const customerTitle = useRoleTitle(subject.customer.role, subject.kind);
  const own = subject.customer.id === me.id;
  const ownWords = own && kind ? inLanguage(kind.texts.waiting) : null;
  const open = isAvailable(kind, subject);
  const ended = hasEnded(kind, subject);
  return (
    <>
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17 desk:text-20">{subject.title}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto desk:flex-initial">
        <div className="mx-auto flex w-full max-w-144 flex-col gap-6 px-5 py-6">
          <section
            aria-live="polite"
            className="flex flex-col gap-4 rounded-card bg-surface p-5 shadow-lift"
          >
            {!own && (
              <div className="flex items-center gap-3">
                <Avatar id={subject.customer.id} name={subject.customer.full_name} />
                <div className="min-w-0 flex-1">
                  <p className="truncate text-17 font-semibold">{subject.customer.full_name}</p>
                  <p className="text-13 text-ink-2">{customerTitle}</p>
                </div>
                <PriorityMark priority={subject.priority} />
              </div>
            )}
            <h2 className="text-20">{open ? m.waiting_title() : stateSentence(kind, subject)}</h2>
            {!ended && <StepTrack kind={kind} subject={subject} />}
            <p className="text-15 text-pretty text-ink-2">
              {whatComes(
                ownWords,
                ended ? "ended" : open ? "open" : "unnamed",
                me.role === "worker",
              )}
            </p>
          </section>
          {own && !ended && (
            <Suspense>
              <PushOffer as="card" />
            </Suspense>
          )}
          {kind && (
            <Suspense>
              <CaseEdit subject={subject} kind={kind} />
            </Suspense>
          )}
          <CaseFacts
            subject={subject}
            prioritized={hasAnyPart(kind?.may.prioritize ?? [], subject, me)}
          />
        </div>
      </div>
      <div className="mx-auto flex w-full max-w-144 flex-col gap-2 px-5 pt-2 pb-[max(1rem,env(safe-area-inset-bottom))]">
        {!own && open && <AcceptAction subject={subject} />}
        <OtherSteps subject={subject} />
      </div>
    </>
  );
}
