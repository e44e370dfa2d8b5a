import type { CaseView } from "@relais/client";
import { type ReactNode, useState } from "react";
import type { Transition } from "../../kind/kind.ts";
import { ProofSheet } from "./ProofSheet.tsx";

type Props = {
  subject: CaseView;
  step: Transition;
  take: (step: Transition) => Promise<unknown>;
};

/** The form of a proof, open. Each time it is asked for it is another one. */
export function openProof(subject: CaseView, step: Transition, take: Props["take"]): ReactNode {
  return <OpenProof subject={subject} step={step} take={take} />;
}

function OpenProof({ subject, step, take }: Props) {
  const [open, setOpen] = useState(true);
  return (
    <ProofSheet
      subject={subject}
      step={step}
      open={open}
      onOpenChange={setOpen}
      onWithout={() => take(step)}
    />
  );
}
