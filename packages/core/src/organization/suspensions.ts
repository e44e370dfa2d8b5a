import type pg from "pg";
import type { Log } from "../log.ts";
import { RefusedError } from "../errors.ts";

/** What became of organizations between two looks. */
export type SuspensionNews = {
  readonly suspended: readonly string[];
  readonly resumed: readonly string[];
};
type Listener = (news: SuspensionNews) => void;

/** When whoever was refused may ask again. */
const askAgainMs = 30_000;

/**
 * Which organizations the operator has suspended. Every entrance asks, at every call, so the answer is kept in memory; the
 * database is looked at every two seconds, which holds for all servers whether or not they have a Redis in common.
 */
export class Suspensions {
  readonly #pool: pg.Pool;
  readonly #listeners = new Set<Listener>();
  #ids: ReadonlySet<string> = new Set();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  has(organizationId: string): boolean {
    return this.#ids.has(organizationId);
  }

  /** Refuses: organization_suspended. */
  refuse(organizationId: string): void {
    if (this.#ids.has(organizationId)) {
      throw new RefusedError("organization_suspended", { retryAfterMs: askAgainMs });
    }
  }

  /** Called when a look finds something else than before. Returns what stops the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks now. */
  async look(): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string }>({
      name: "suspended_organizations",
      text: "select id from suspended_organizations() id",
    });
    const before = this.#ids;
    this.#ids = new Set(rows.map(({ id }) => id));
    const suspended = [...this.#ids].filter((id) => !before.has(id));
    const resumed = [...before].filter((id) => !this.#ids.has(id));
    if (suspended.length + resumed.length === 0) return;
    for (const listener of this.#listeners) listener({ suspended, resumed });
  }
}

const lookMs = 2_000;

export type SuspensionWatch = {
  /** No new look; resolves when the one under way has ended. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Looks at once, before it resolves, and then every two seconds. */
export async function watchSuspensions({
  suspensions,
  log,
}: {
  readonly suspensions: Suspensions;
  readonly log: Log;
}): Promise<SuspensionWatch> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const wait = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      looking = look();
    }, lookMs).unref();
  };
  const look = async (): Promise<void> => {
    try {
      await suspensions.look();
    } catch (error) {
      // What was known still holds.
      log.warn({ err: error }, "Whether organizations are suspended could not be read.");
    }
    wait();
  };
  await suspensions.look();
  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
