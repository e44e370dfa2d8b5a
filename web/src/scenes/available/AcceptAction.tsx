import type { CaseView } from "@relais/client";
import { Hand } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Notice } from "../../design/Notice.tsx";
import { inLanguage, stepsFor } from "../../kind/kind.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useStep } from "../../kind/use-step.ts";
import { useMe } from "../../session/SignedIn.tsx";

type AcceptActionProps = {
  subject: CaseView;
  label?: string;
  onAccepted?: () => void;
};

/** Takes the case. When a colleague was faster, says so without alarm. */
export function AcceptAction({ subject, label, onAccepted }: AcceptActionProps) {
  const me = useMe();
  const { next } = stepsFor(useKind(subject.kind), subject, me);
  const { take, working, taken } = useStep(subject);
  if (taken) {
    return (
      <Notice tone="info">
        <p>{m.available_taken()}</p>
      </Notice>
    );
  }
  if (!next || subject.customer.id === me.id) return null;
  return (
    <Button
      wide
      busy={working !== null}
      onClick={async () => {
        if (await take(next)) onAccepted?.();
      }}
    >
      {working === null && <Hand size={20} strokeWidth={1.75} aria-hidden="true" />}
      {working === null ? (label ?? inLanguage(next.action)) : m.available_accepting()}
    </Button>
  );
}
