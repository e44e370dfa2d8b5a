import type { DownFrames } from "@relais/protocol";
import type { Link } from "@relais/realtime";

export type Answer = DownFrames["ack"] | DownFrames["subscribed"] | DownFrames["cases"];

/** What the connection refused, in the client's language already. */
export class Refused extends Error {
  readonly fields: DownFrames["refused"]["fields"];

  constructor({ message, fields }: DownFrames["refused"]) {
    super(message);
    this.fields = fields;
  }
}

/** Frames that are answered under their `ref`, as promises. */
export class Calls {
  readonly #link: Link;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();
  #ref = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  ask(frame: Record<string, unknown>): Promise<Answer> {
    this.#ref += 1;
    const ref = this.#ref;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject });
      this.#link.receive({ ...frame, ref });
    });
  }

  answered(frame: Answer | DownFrames["refused"]): void {
    if (frame.ref === undefined) return;
    const waiting = this.#waiting.get(frame.ref);
    this.#waiting.delete(frame.ref);
    if (frame.type === "refused") waiting?.reject(new Refused(frame));
    else waiting?.resolve(frame);
  }

  /** Nothing will be answered any more. */
  end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
