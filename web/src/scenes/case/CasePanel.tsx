import type { CaseView, ConversationView } from "@relais/client";
import { Suspense } from "react";
import { useKind } from "../../kind/KindsProvider.tsx";
import { hasAnyPart } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";
import { LinkButton } from "../guest/LinkButton.tsx";
import { SharedButton } from "../shared/SharedButton.tsx";
import { CaseFacts } from "./CaseFacts.tsx";
import { CaseNumber } from "./CaseNumber.tsx";
import { CaseEdit, People } from "./later.tsx";
import { OtherSteps } from "./OtherSteps.tsx";
import { Timeline } from "./Timeline.tsx";

type CasePanelProps = {
  subject: CaseView;
  view: ConversationView;
  /** Somebody goes to a message: what shows this panel above the conversation closes. */
  onLeave?: () => void;
};

/** Everything about the case, beside the conversation or one tap away. */
export function CasePanel({ subject, view, onLeave }: CasePanelProps) {
  const kind = useKind(subject.kind);
  const me = useMe();
  const staff = me.role !== "customer" && subject.internal !== undefined;
  const prioritizes = staff && hasAnyPart(kind?.may.prioritize ?? [], subject, me);
  return (
    <div className="flex flex-col gap-7">
      <div className="flex flex-col gap-2">
        <h2 className="text-20 wrap-anywhere">{subject.title}</h2>
        {staff && subject.number !== null && <CaseNumber number={subject.number} />}
      </div>
      {kind && (
        <Suspense>
          <CaseEdit subject={subject} kind={kind} />
        </Suspense>
      )}
      <Timeline subject={subject} />
      <Suspense>
        <People subject={subject} view={view} />
      </Suspense>
      <div className="flex flex-col gap-1 empty:hidden">
        {subject.conversation_id && (
          <LinkButton conversationId={subject.conversation_id} at="details" />
        )}
        <SharedButton subject={subject} internalId={view.state?.internal_id} onLeave={onLeave} />
      </div>
      <CaseFacts subject={subject} prioritized={prioritizes} />
      <OtherSteps subject={subject} />
    </div>
  );
}
