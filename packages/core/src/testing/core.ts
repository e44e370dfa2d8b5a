import { type Core, type CoreOptions, createCore } from "../core.ts";
import { silentLog } from "../log.ts";
import { startTestDatabase, type TestDatabase } from "./database.ts";

/** A core on a test's database; the test closes it. Two of them are two servers. */
export function testCore(
  { target }: Pick<TestDatabase, "target">,
  options: Partial<CoreOptions> = {},
): Promise<Core> {
  return createCore({ target, log: silentLog, ...options });
}

export type TestCore = {
  readonly database: TestDatabase;
  readonly core: Core;
  /** Closes the one and drops the other. */
  stop(): Promise<void>;
};

/** A core on a database of its own: what the tests of a noun begin with. */
export async function startTestCore(options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const database = await startTestDatabase();
  const core = await testCore(database, options);
  return {
    database,
    core,
    async stop() {
      await core.close();
      await database.stop();
    },
  };
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

  /** For tests that begin at an hour of their own; without one, at that of this machine, by which the database writes. */
  set(instant: Date = new Date()): void {
    this.#now = instant.getTime();
  }
}
