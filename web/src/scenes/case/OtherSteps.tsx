import type { CaseView, KindView } from "@relais/client";
import { statusOf } from "@relais/react/headless";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { inLanguage, stepsFor, type Transition } from "../../kind/kind.ts";
import { useStep } from "../../kind/use-step.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { useProof } from "../proof/use-proof.ts";

/** What comes of ending it: only some kinds close their conversation. */
function whatEnds(subject: CaseView, kind: KindView | undefined, step: Transition | null): string {
  if (subject.conversation_id === null) return m.case_confirm_withdraw_text();
  const closes = statusOf(kind, step?.to ?? "")?.closes_conversation ?? true;
  return closes ? m.case_confirm_stop_text() : m.case_confirm_stop_open_text();
}

/** What else may be done with a case, one level below its next step. Ending it is asked twice. */
export function OtherSteps({ subject }: { subject: CaseView }) {
  const kind = useKind(subject.kind);
  const { others } = stepsFor(kind, subject, useMe());
  const { take, working } = useStep(subject);
  const { start, sheet } = useProof(subject, take);
  const [asked, setAsked] = useState<Transition | null>(null);
  if (others.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {others.map((step) => {
        const to = statusOf(kind, step.to);
        const stops = to?.tone === "stopped";
        return (
          <Button
            key={step.to}
            look={stops ? "danger" : "quiet"}
            busy={working === step.to || (sheet === true && step.proof !== undefined)}
            onClick={() => (stops && !step.proof ? setAsked(step) : void start(step))}
          >
            {stops || !to
              ? inLanguage(step.action)
              : m.case_move_to({ status: inLanguage(to.title) })}
          </Button>
        );
      })}
      {sheet}
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={m.case_confirm_stop_title({
          action: asked ? inLanguage(asked.action) : "",
          title: subject.title,
        })}
        text={whatEnds(subject, kind, asked)}
        keep={m.case_confirm_keep()}
        action={asked ? m.case_confirm_yes({ action: inLanguage(asked.action).toLowerCase() }) : ""}
        busy={working !== null}
        onConfirm={async () => {
          if (asked) await take(asked);
          setAsked(null);
        }}
      />
    </div>
  );
}
