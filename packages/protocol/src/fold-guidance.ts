import type { ConversationEvent } from "./events/index.ts";
import type { Guidance, GuidanceStep, StepMark } from "./guidance.ts";

type Instruction = Extract<ConversationEvent, { type: "message.sent" }>;

/** The guidance after an instruction was given or a proof was sent; others change nothing. */
export function withStepMessage(current: Guidance | null, event: Instruction): Guidance | null {
  const { step, kind, number, text, attachments } = event.data;
  if (current === null || step === undefined || step.session_id !== current.id) return current;
  if (kind === "proof") {
    return withSteps(current, step.id, (known) => ({
      ...known,
      proofs: [...known.proofs, number],
    }));
  }
  const given: GuidanceStep = {
    ...step,
    message: number,
    proofs: [],
    text,
    ...(attachments !== undefined && { attachments }),
    instructed_by: event.actor_id ?? current.guide.id,
    instructed_at: event.at,
  };
  return { ...current, steps: [...current.steps, given] };
}

/** The guidance after a step was answered. */
export function withAnswer(current: Guidance | null, mark: StepMark): Guidance | null {
  return current && withSteps(current, mark.id, (step) => ({ ...step, ...mark }));
}

/** The guidance after a message was deleted: the words of its step go with it, and what proved one. */
export function withoutMessage(current: Guidance | null, number: number): Guidance | null {
  if (current === null) return current;
  const steps = current.steps.map((step) => {
    if (step.message === number) {
      const { attachments: _, ...rest } = step;
      return { ...rest, text: "" };
    }
    if (!step.proofs.includes(number)) return step;
    return { ...step, proofs: step.proofs.filter((proof) => proof !== number) };
  });
  return { ...current, steps };
}

function withSteps(
  current: Guidance,
  stepId: string,
  changed: (step: GuidanceStep) => GuidanceStep,
): Guidance {
  return {
    ...current,
    steps: current.steps.map((step) => (step.id === stepId ? changed(step) : step)),
  };
}
