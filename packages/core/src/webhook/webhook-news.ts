import { Outgoing } from "../outgoing.ts";
import type { WebhookAnswer, WebhookMeans } from "./means.ts";

/** Deliveries to webhooks that wait; how they are sent, and how that went. */
export class WebhookNews extends Outgoing {
  /** Undefined: this process sends nothing. */
  readonly means: WebhookMeans | undefined;
  /** Requests to addresses of webhooks, by what came of them, and how long they took together. */
  readonly requests = { outcomes: { delivered: 0, refused: 0, unanswered: 0 }, milliseconds: 0 };

  constructor(means: WebhookMeans | undefined) {
    super();
    this.means = means;
  }

  /** Counts a request. */
  count(answer: WebhookAnswer, milliseconds: number): void {
    const { outcomes } = this.requests;
    this.requests.milliseconds += milliseconds;
    if (answer.status === null) outcomes.unanswered += 1;
    else if (isTaken(answer)) outcomes.delivered += 1;
    else outcomes.refused += 1;
  }
}

export const isTaken = ({ status }: WebhookAnswer): boolean =>
  status !== null && status >= 200 && status < 300;
