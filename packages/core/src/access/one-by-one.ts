import { RefusedError } from "../errors.ts";
import { Gate } from "./gate.ts";

/** Attempts on one account that wait; more are a flood. */
const mayWait = 20;

/** Hands over what must be done before the next attempt, but not before this one is answered. */
export type Later = (task: Promise<unknown>) => void;

/**
 * Runs the attempts on one account one after the other: parallel guesses would otherwise all pass
 * before the first is counted. Refuses with `too_many_requests` beyond a few.
 */
export class OneByOne {
  readonly #gates = new Map<string, Gate>();

  run<Result>(account: string, attempt: (later: Later) => Promise<Result>): Promise<Result> {
    const gate = this.#gates.get(account) ?? this.#open(account);
    return new Promise((settle, fail) => {
      const whole = gate.run(async () => {
        const tasks: Promise<unknown>[] = [];
        await attempt((task) => tasks.push(task)).then(settle, fail);
        await Promise.allSettled(tasks);
      });
      whole.catch(fail).finally(() => {
        if (gate.idle) this.#gates.delete(account);
      });
    });
  }

  #open(account: string): Gate {
    const gate = new Gate(1, mayWait, tooMany);
    this.#gates.set(account, gate);
    return gate;
  }
}

function tooMany(): RefusedError {
  return new RefusedError("too_many_requests", { retryAfterMs: 1_000 });
}
