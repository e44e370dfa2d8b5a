import { Gate } from "../access/gate.ts";
import type { Core } from "../core.ts";
import { listOrganizationIds, organizationsLiteral } from "../database/scope.ts";
import type { JournalEntry } from "../journal/entry.ts";
import { Backlog } from "./backlog.ts";
import type { Busyness } from "./busyness.ts";
import type { Consumer } from "./consumer.ts";
import { pauseAfter } from "./pause.ts";

/** Between two runs for one organization: the first is at once, under load four a second suffice. */
const spacingMs = 250;
/** So long a helping is gathered, where a consumer does not say. */
const helpingMs = 5_000;
const longestBackoffMs = 30_000;
/** Organizations at work at once: reactions leave the database to those who wait for an answer. */
const atOnce = 2;
/** How often everything is looked through, for news of which no word came. */
const sweepMs = 60_000;
/** So long what nobody looks at stands back while this process has its hands full. */
const standBackMs = 2_000;
/** After a wake that does not say for whom. */
const soonMs = 1_000;

type State = {
  running: boolean;
  /** News came that no run has seen. */
  dirty: boolean;
  backlog: Backlog;
  /** When a run last left nothing that was known of. */
  caughtUpAt: number;
  /** Who waits until a run that has not begun yet leaves nothing. */
  askers: (() => void)[];
  /** Since when a run stands back; undefined while none does. */
  standsBackSince: number | undefined;
  notBefore: number;
  timer: NodeJS.Timeout | undefined;
  /** Runs in a row that failed, or that found only what may not be read yet. */
  failures: number;
  waits: number;
};

/** Runs one consumer wherever there is news: woken by the feed, and by looking through the journal. */
export class ConsumerRunner {
  readonly #core: Core;
  readonly #consumer: Consumer;
  readonly #busyness: Busyness;
  readonly #spacingMs: number;
  readonly #states = new Map<string, State>();
  readonly #running = new Set<Promise<void>>();
  readonly #gate = new Gate(atOnce, Number.POSITIVE_INFINITY, () => new Error("never refused"));
  #sweepTimer: NodeJS.Timeout | undefined;
  #sweepAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(core: Core, consumer: Consumer, busyness: Busyness) {
    this.#core = core;
    this.#consumer = consumer;
    this.#busyness = busyness;
    this.#spacingMs = consumer.spacingMs ?? spacingMs;
  }

  get searched(): boolean {
    return this.#consumer.searched ?? false;
  }

  /** These were committed in this organization. */
  hear(organizationId: string, entries: readonly JournalEntry[]): void {
    const { concerns } = this.#consumer;
    if (concerns === undefined || entries.some((entry) => concerns(entry, this.#core))) {
      this.wake(organizationId, entries.length);
    }
  }

  /** Something was committed in this organization: so many events, where that is known. */
  wake(organizationId: string, events = 0): void {
    const state = this.#stateOf(organizationId);
    state.dirty = true;
    state.backlog.came(events);
    if (!state.running && state.timer === undefined) this.#schedule(organizationId, state);
  }

  /** Somebody begins to look at what this reaction does here: what rests is done now. */
  hurry(organizationId: string): void {
    const state = this.#states.get(organizationId);
    if (state === undefined || !state.dirty || state.running || state.failures > 0) return;
    clearTimeout(state.timer);
    state.timer = undefined;
    state.notBefore = 0;
    this.#schedule(organizationId, state);
  }

  /** Does now what rests here and what other processes committed; resolves when none of it is left, or when that fails. */
  catchUp(organizationId: string): Promise<void> {
    const state = this.#stateOf(organizationId);
    if (this.#stopped || state.failures > 0) return Promise.resolve();
    return new Promise((resolve) => {
      state.askers.push(resolve);
      state.dirty = true;
      if (state.running) return;
      clearTimeout(state.timer);
      state.timer = undefined;
      state.standsBackSince = undefined;
      this.#follow(this.#run(organizationId, state));
    });
  }

  /** Looks through all organizations, soon: several requests are one look. */
  sweepWithin(milliseconds: number = soonMs): void {
    const at = performance.now() + milliseconds;
    if (this.#stopped || at >= this.#sweepAt) return;
    clearTimeout(this.#sweepTimer);
    this.#sweepAt = at;
    this.#sweepTimer = setTimeout(() => this.#follow(this.#sweep()), milliseconds).unref();
  }

  /** No new run; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#sweepTimer);
    for (const { timer, askers } of this.#states.values()) {
      clearTimeout(timer);
      for (const answer of askers) answer();
    }
    this.#states.clear();
    await Promise.all(this.#running);
  }

  #stateOf(organizationId: string): State {
    let state = this.#states.get(organizationId);
    if (state === undefined) {
      state = {
        running: false,
        dirty: false,
        backlog: new Backlog(performance.now()),
        caughtUpAt: performance.now(),
        askers: [],
        standsBackSince: undefined,
        notBefore: 0,
        timer: undefined,
        failures: 0,
        waits: 0,
      };
      this.#states.set(organizationId, state);
    }
    return state;
  }

  #schedule(organizationId: string, state: State): void {
    if (this.#stopped) return;
    const pause = this.#pause(organizationId, state);
    if (pause <= 0) return this.#follow(this.#run(organizationId, state));
    state.timer = setTimeout(() => {
      state.timer = undefined;
      if (state.dirty) this.#schedule(organizationId, state);
      // Quiet since the last run: nothing to remember.
      else this.#states.delete(organizationId);
    }, pause).unref();
  }

  #pause(organizationId: string, state: State): number {
    const now = performance.now();
    const pause = state.notBefore - now;
    if (pause > 0 || !state.dirty) return pause;
    const awaited = this.#consumer.awaited?.(this.#core, organizationId) ?? false;
    if (!awaited && state.askers.length === 0 && this.#busyness.isBusy()) {
      state.standsBackSince ??= now;
      if (now - state.standsBackSince < standBackMs) return this.#spacingMs;
    }
    state.standsBackSince = undefined;
    return pause;
  }

  #follow(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #run(organizationId: string, state: State): Promise<void> {
    state.running = true;
    const asked = state.askers.splice(0);
    const startedAt = performance.now();
    const left = await this.#gate.run(() => this.#look(organizationId, state));
    state.running = false;
    if (left) state.askers.push(...asked);
    else for (const answer of asked) answer();
    // They wait, and whoever writes meanwhile gets half of the machine.
    if (state.askers.length > 0) state.notBefore = 2 * performance.now() - startedAt;
    // Also when quiet: the timer forgets the state once the spacing is over.
    this.#schedule(organizationId, state);
  }

  /** One run; true when it left something that the next one would find. */
  async #look(organizationId: string, state: State): Promise<boolean> {
    if (this.#stopped) return false;
    state.dirty = false;
    const startedAt = performance.now();
    if (this.#core.suspensions.has(organizationId)) {
      // It rests; what waits is found by the look that follows when it goes on.
      state.notBefore = startedAt + this.#spacingMs;
      return false;
    }
    const { eventsAtOnce = Number.POSITIVE_INFINITY } = this.#consumer;
    const helping = state.backlog.take(eventsAtOnce, startedAt);
    if (!helping.behind) state.caughtUpAt = startedAt;
    try {
      const run = await this.#consumer.run(this.#core, organizationId);
      state.failures = 0;
      state.waits = run.more && !run.progressed ? state.waits + 1 : 0;
      const pause = pauseAfter({
        spacingMs: this.#spacingMs,
        helpingMs: this.#consumer.helpingMs ?? helpingMs,
        gatheredMs: startedAt - state.caughtUpAt,
        tookMs: performance.now() - startedAt,
        waits: state.waits,
        awaited: this.#consumer.awaited?.(this.#core, organizationId) ?? false,
        ...helping,
      });
      state.notBefore = startedAt + pause;
      if (run.more) state.dirty = true;
      return run.more && run.progressed;
    } catch (error) {
      this.#failed(state, error);
      return false;
    }
  }

  #failed(state: State, error: unknown): void {
    state.dirty = true;
    state.notBefore =
      performance.now() +
      Math.min(longestBackoffMs, this.#spacingMs * 2 ** Math.min(state.failures, 10));
    state.failures += 1;
    this.#core.log.warn(
      { err: error, consumer: this.#consumer.name },
      "A reaction failed; it is tried again.",
    );
  }

  async #sweep(): Promise<void> {
    this.#sweepAt = Number.POSITIVE_INFINITY;
    try {
      const ids = await listOrganizationIds(this.#core.db);
      const { rows } = await this.#core.pool.query<{ organization_id: string }>({
        name: "organizations_with_news",
        text: "select * from organizations_with_news($1, $2)",
        values: [organizationsLiteral(ids), this.#consumer.name],
      });
      for (const { organization_id } of rows) this.wake(organization_id);
      this.sweepWithin(sweepMs);
    } catch (error) {
      if (this.#stopped) return;
      this.#core.log.warn({ err: error }, "Looking for news failed; it is tried again.");
      this.sweepWithin();
    }
  }
}
