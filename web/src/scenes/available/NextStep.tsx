import type { CaseView } from "@relais/client";
import { Button } from "../../design/Button.tsx";
import { inLanguage, stepsFor } from "../../kind/kind.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useStep } from "../../kind/use-step.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { useProof } from "../proof/use-proof.ts";

/** The one verb that leads a case on: « Je pars ». Nothing where nothing is ours to do. */
export function NextStep({ subject, wide = true }: { subject: CaseView; wide?: boolean }) {
  const { next } = stepsFor(useKind(subject.kind), subject, useMe());
  const { take, working } = useStep(subject);
  const { start, sheet } = useProof(subject, take);
  if (!next) return null;
  return (
    <>
      <Button
        wide={wide}
        className={wide ? "" : "shrink-0 whitespace-nowrap"}
        busy={working !== null || sheet === true}
        onClick={() => void start(next)}
      >
        {inLanguage(next.action)}
      </Button>
      {sheet}
    </>
  );
}
