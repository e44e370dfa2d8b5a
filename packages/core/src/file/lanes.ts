import { totalmem } from "node:os";

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
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(lanes: number) {
    this.#free = lanes;
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      // The lane is handed over, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
