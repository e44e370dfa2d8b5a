/** Requests that wait for the answer with their number. */
export class Waiting<Answer> {
  #next = 0;
  #pending = new Map<number, (answer: Answer | Error) => void>();

  /** Gives the number to send and the promise of its answer. */
  open(): { id: number; answered: Promise<Answer> } {
    const id = this.#next++;
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#pending.set(id, (answer) =>
        answer instanceof Error ? reject(answer) : resolve(answer),
      );
    });
    return { id, answered };
  }

  settle(id: number, answer: Answer | Error): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }

  /** Fails whatever still waits. */
  failAll(reason: Error): void {
    for (const settle of this.#pending.values()) settle(reason);
    this.#pending.clear();
  }
}
