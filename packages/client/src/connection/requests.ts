import type { DownFrames, UpFrame } from "@relais/protocol";

export type RequestAnswer =
  | DownFrames["ack"]
  | DownFrames["refused"]
  | DownFrames["subscribed"]
  | DownFrames["cases"];

type WithoutRef<Frame> = Frame extends { ref: number } ? Omit<Frame, "ref"> : never;
/** A frame that is answered; its `ref` is given here. */
export type Request = WithoutRef<UpFrame>;

/** Joins the answers of one connection to what was asked on it. */
export class Requests {
  #last = 0;
  #waiting = new Map<number, (answer: RequestAnswer) => void>();

  /** Gives `request` its reference; `answer` is called at most once, never after `forget`. */
  issue(request: Request, answer: (answer: RequestAnswer) => void): UpFrame {
    this.#last += 1;
    this.#waiting.set(this.#last, answer);
    return { ...request, ref: this.#last } as UpFrame;
  }

  settle(answer: RequestAnswer): void {
    if (answer.ref === undefined) return;
    const waiting = this.#waiting.get(answer.ref);
    this.#waiting.delete(answer.ref);
    waiting?.(answer);
  }

  /** The connection is gone: its questions are asked again on the next one, by whoever needs them. */
  forget(): void {
    this.#waiting.clear();
  }
}
