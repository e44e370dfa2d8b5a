import type { Guidance, StepResult } from "@relais/client";
import { Check } from "lucide-react";
import { firstName } from "../format/person.ts";
import { useHere } from "./context.ts";

/** For the person guided, above the field: the step that waits for their answer, and the three answers. */
export function GuidedCard({ guidance }: { guidance: Guidance }) {
  const { conversation, say, view } = useHere();
  const name = firstName(guidance.guide.full_name);
  const step = guidance.steps.at(-1);
  const pending = step && view.answers.findLast(({ step_id }) => step_id === step.id);
  const said = pending && pending.state !== "failed" ? pending.result : (step?.result ?? null);
  const open =
    step !== undefined && step.closed_at === null && said !== "done" && said !== "failed";
  const answer = (result: StepResult) => step && conversation.answerStep(step.id, result);
  return (
    <section className="relais-guided" aria-label={say("guided", { name })}>
      <p className="relais-guided-head">
        <strong>{step ? say("step", { step: step.number }) : say("guided", { name })}</strong>
      </p>
      {/* What is to be done is said aloud when it changes. */}
      <p aria-live="polite">
        {step === undefined
          ? say("guided_prepares", { name })
          : open
            ? step.text
            : say("guided_next", { name })}
      </p>
      {open && said === "help" && <p className="relais-quiet">{say("guided_helped")}</p>}
      {pending?.state === "failed" && (
        <p className="relais-problem" role="alert">
          {pending.refusal?.message}{" "}
          <button type="button" onClick={() => conversation.retry(pending.client_id)}>
            {say("again")}
          </button>
        </p>
      )}
      {open && (
        <div className="relais-answers">
          <button type="button" className="relais-primary" onClick={() => answer("done")}>
            <Check size={20} strokeWidth={2} aria-hidden="true" /> {say("step_done")}
          </button>
          <button type="button" onClick={() => answer("failed")}>
            {say("step_failed")}
          </button>
          {said !== "help" && (
            <button type="button" onClick={() => answer("help")}>
              {say("step_help")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
