import { type Core, type CoreOptions, createCore } from "../core.ts";
import { silentLog } from "../log.ts";
import type { TestDatabase } from "./database.ts";

/** A core on a test's database; the test closes it. Two of them are two servers. */
export function testCore(
  { target }: Pick<TestDatabase, "target">,
  options: Partial<CoreOptions> = {},
): Promise<Core> {
  return createCore({ target, log: silentLog, ...options });
}

/** A clock that stands until it is moved. */
export class TestClock {
  #now: number;

  constructor(start = "2026-03-02T08:00:00Z") {
    this.#now = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.#now);

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
