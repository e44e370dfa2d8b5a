import type { PushAnswer, PushMeans } from "./means.ts";

/** Where deliveries that wait are announced to whoever sends, in this process; and how the sending went. */
export class PushNews {
  /** Requests to push services, by what came of them, and how long they took together. */
  readonly requests = {
    outcomes: { sent: 0, gone: 0, later: 0, refused: 0 } satisfies Record<
      PushAnswer["outcome"],
      number
    >,
    milliseconds: 0,
  };
  readonly #heard = new Set<string>();
  #listener: ((organizationId: string) => void) | undefined;

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

  /** Whether any device of an organization is told things, as far as is known here. */
  isHeard(organizationId: string): boolean {
    return this.#heard.has(organizationId);
  }

  note(organizationId: string, heard: boolean): void {
    if (heard) this.#heard.add(organizationId);
    else this.#heard.delete(organizationId);
  }

  announce(organizationId: string): void {
    this.#listener?.(organizationId);
  }

  /** One sender a process. Returns how to stop listening. */
  listen(listener: (organizationId: string) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }
}
