import { Outgoing } from "../outgoing.ts";
import type { PushAnswer, PushMeans } from "./means.ts";

/** Deliveries to devices that wait; and how the sending went. */
export class PushNews extends Outgoing {
  /** Requests to push services, by what came of them, and how long they took together. */
  readonly requests = {
    outcomes: { sent: 0, gone: 0, later: 0, refused: 0 } satisfies Record<
      PushAnswer["outcome"],
      number
    >,
    milliseconds: 0,
  };

  /** Sends by `means`, and counts it. */
  async send(
    means: Pick<PushMeans, "send">,
    ...[target, notice, options, signal]: Parameters<PushMeans["send"]>
  ): Promise<PushAnswer> {
    const begun = performance.now();
    const answer = await means.send(target, notice, options, signal);
    this.requests.milliseconds += performance.now() - begun;
    this.requests.outcomes[answer.outcome] += 1;
    return answer;
  }
}
