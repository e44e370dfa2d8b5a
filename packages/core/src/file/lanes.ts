import { totalmem } from "node:os";
import { RefusedError } from "../errors.ts";

/** Below this a second picture at the same time may end the process. */
const roomForTwo = 1024 ** 3;

/**
 * How many files are looked at together. A photo of twelve megapixels takes some 150 MB while it is turned and drawn
 * anew, and a machine or a container of 512 MB has about that beside the server and its database.
 * `bytes`: the memory that the process may have.
 */
export function lanesFor(bytes: number = memoryOfProcess()): number {
  return bytes < roomForTwo ? 1 : 2;
}

/** Of the container, where there is one with a limit; else of the machine. */
function memoryOfProcess(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Lets so many tasks run at once; the others wait in the order of arrival. */
export class Lanes {
  readonly #lanes: number;
  #free: number;
  readonly #waiting: ((go: boolean) => void)[] = [];
  #ended: (() => void) | undefined;
  #closed = false;

  constructor(lanes: number) {
    this.#lanes = lanes;
    this.#free = lanes;
  }

  /** Refuses: shutting_down, instead of beginning after `close`. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (!(await this.#turn())) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
    try {
      return await task();
    } finally {
      // The lane is handed over, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next(true);
      if (this.#free === this.#lanes) this.#ended?.();
    }
  }

  /** Nothing is begun any more. Resolves when what is under way has ended, or after `milliseconds`. */
  async close(milliseconds: number): Promise<void> {
    this.#closed = true;
    for (const refuse of this.#waiting.splice(0)) refuse(false);
    if (this.#free === this.#lanes) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#ended = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #turn(): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
    return true;
  }
}
