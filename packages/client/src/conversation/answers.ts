import type { Outbox } from "../outbox/outbox.ts";
import type { StepAnswer } from "./types.ts";

/** Answers to steps that are on their way, until the step itself says them. */
export function answersOf(
  outbox: Outbox,
  conversationId: string,
  lastNumber: number,
): StepAnswer[] {
  const accepted = outbox
    .accepted(conversationId)
    .filter(({ sent }) => sent.number > lastNumber)
    .map(({ entry }) => ({ entry, state: "sent" as const }));
  const waiting = outbox.messages(conversationId).map((entry) => ({ entry, state: entry.state }));
  return [...accepted, ...waiting].flatMap(({ entry, state }) => {
    const { client_id, step, refusal } = entry;
    if (step?.result === undefined) return [];
    const answer = { client_id, step_id: step.id, result: step.result, state };
    return [refusal === undefined ? answer : { ...answer, refusal }];
  });
}
