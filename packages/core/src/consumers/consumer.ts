import type { Core } from "../core.ts";
import type { JournalEntry } from "../journal/entry.ts";

export type Run = {
  /** Something was read. */
  readonly progressed: boolean;
  /** Something waits: beyond what one run takes, or written by a transaction that is not yet past. */
  readonly more: boolean;
};

/**
 * A reaction to the journal, with a cursor of its own in each organization (P6). One run reads the
 * window that `consumer_window` gives it and writes its effect together with the cursor; it must not
 * matter whether a run that failed is tried again.
 */
export type Consumer = {
  /** The name of its cursors: never changed once released. */
  readonly name: string;
  /** Events that one run looks at: where more wait, no helping is gathered. */
  readonly eventsAtOnce?: number;
  /** Milliseconds between two runs for one organization, where a moment more does not matter. */
  readonly spacingMs?: number;
  /** Milliseconds that it gathers when many write and nobody is looking: longer where a row is written anew each time. */
  readonly helpingMs?: number;
  /**
   * Whether this is one of the few events that it does something about; without it, every one is. Others only move its
   * cursor, for which the look through the journal once a minute is soon enough. One run should then get through
   * what lies in between: `eventsAtOnce` is how far from its cursor the event may be.
   */
  concerns?(entry: JournalEntry, core: Core): boolean;
  /** Whether somebody is looking at what it does for this organization: then it is prompt when many write, too. */
  awaited?(core: Core, organizationId: string): boolean;
  /** A search looks into what it writes: it is brought up to date before one. */
  readonly searched?: boolean;
  run(core: Core, organizationId: string): Promise<Run>;
};
