import type { ConversationEvent } from "@relais/protocol";

/** Whom a history is judged by. */
export type Cast = { readonly customer: string; readonly guides: ReadonlySet<string> };

type Step = { id: string; number: number; result: string | null; closed: boolean };

/**
 * What is wrong with a journal, read from its beginning: an automaton of its own, written from the rules
 * N21.1 to N21.6 and not from the code, through which every history that can happen must pass.
 */
export function unlawful(events: readonly ConversationEvent[], cast: Cast): string[] {
  const faults: string[] = [];
  const fault = (event: ConversationEvent, what: string) => faults.push(`${event.seq}: ${what}`);
  let session: string | null = null;
  let sessions = 0;
  let ended = false;
  const steps: Step[] = [];
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) fault(event, "a hole in the journal");
    const open = steps.findLast(({ closed }) => !closed);
    switch (event.type) {
      case "guidance.started":
        sessions += 1;
        if (session !== null) fault(event, "began while another was under way (N21.1)");
        if (ended) fault(event, "began after the end of the case (N21.1)");
        if (!cast.guides.has(event.actor_id ?? "")) fault(event, "begun by nobody who guides");
        if (event.data.session.number !== sessions) fault(event, "a session's number");
        session = event.data.session.id;
        break;
      case "message.sent": {
        const { kind, step } = event.data;
        const guides = cast.guides.has(event.actor_id ?? "");
        if (kind === "instruction") {
          if (session === null || step?.session_id !== session) fault(event, "no session (N21.2)");
          if (!guides) fault(event, "instructed by nobody who guides (N21.2)");
          if (open !== undefined && open.result !== "help") fault(event, "too early (N21.3)");
          if (step?.number !== steps.length + 1) fault(event, "a step's number (N21.2)");
          steps.push({
            id: step?.id ?? "",
            number: step?.number ?? 0,
            result: null,
            closed: false,
          });
        } else if (kind === "text" && session !== null) {
          if (guides) fault(event, "a plain message of who guides (N21.2)");
          else if (open?.result !== "help") fault(event, "the person guided wrote (N21.4)");
        } else if (kind === "proof" && event.actor_id !== cast.customer) {
          fault(event, "proved by another (N21.5)");
        }
        break;
      }
      case "guidance.answered": {
        const { step: mark } = event.data;
        const step = steps.find(({ id }) => id === mark.id);
        if (step === undefined || step.closed) fault(event, "of no open step (N21.5)");
        const passedOver = cast.guides.has(event.actor_id ?? "");
        if (passedOver && mark.result !== "help") fault(event, "answered by a guide (N21.5)");
        if (passedOver && step?.result !== "help") fault(event, "closed without a call for help");
        if (step?.result === mark.result && !passedOver) fault(event, "the same answer twice");
        if (mark.result !== "help" && mark.closed_at === null) fault(event, "left open");
        if (step !== undefined) {
          step.result = mark.result;
          step.closed = mark.closed_at !== null;
        }
        break;
      }
      case "guidance.ended": {
        if (session !== event.data.session_id) fault(event, "ended without being (N21.6)");
        const left = event.actor_id === cast.customer;
        if (left && event.data.reason === "solved") fault(event, "solved by the customer");
        if ((event.data.step?.id ?? null) !== (open?.id ?? null)) fault(event, "not its open step");
        if (open !== undefined) open.closed = true;
        session = null;
        break;
      }
      case "case.changed":
        if (event.data.change.to === "cancelled") {
          ended = true;
          if (session !== null) fault(event, "the case ended before its guidance (N21.6)");
        }
        break;
      default:
    }
  }
  return faults;
}
