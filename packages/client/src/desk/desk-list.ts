import type { DeskChanges, DeskEntry, DeskPage, DeskQuery } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import { RelaisError } from "../errors.ts";
import type { Http } from "../http/types.ts";
import { Value } from "../readable.ts";
import type { DeskList, DeskListState } from "./types.ts";

/** Between two questions: a busy desk is told once what came meanwhile. */
const spacingMs = 400;
/** Without any news it is asked so often anyway: news is an accelerator. */
const calmMs = 60_000;
const pauseMs = 5_000;

type Means = { readonly http: Pick<Http, "call">; readonly clock: Clock };

/**
 * A list that is synced by position: it asks what happened after the position that it has, so a piece of news that
 * never came delays a line and hides none. One question is under way at a time.
 */
export class SyncedDeskList implements DeskList {
  readonly state: Value<DeskListState>;
  readonly #means: Means;
  readonly #query: DeskQuery;
  #entries = new Map<string, DeskEntry>();
  /** What it includes; undefined: nothing was read yet. */
  #position: number | undefined;
  #next: string | null = null;
  /** The organization's journal is known to be here. */
  #wanted = 0;
  #asking: Promise<void> | undefined;
  #loadingMore = false;
  #failed = false;
  #cancelTimer = () => {};

  constructor(means: Means, query: DeskQuery) {
    this.#means = means;
    this.#query = query;
    this.state = new Value<DeskListState>(
      { status: "loading", entries: [], hasMore: false, loadingMore: false, failed: false },
      (watched) => {
        this.#cancelTimer();
        if (watched) void this.refresh();
      },
    );
  }

  /** The organization's journal moved on. */
  hear(revision: number): void {
    this.#wanted = Math.max(this.#wanted, revision);
    if (!this.state.isWatched || this.#asking !== undefined) return;
    if (this.#position !== undefined && this.#wanted <= this.#position) return;
    this.#later(spacingMs);
  }

  /** The server was restored: positions mean nothing any more. */
  beginAnew(): void {
    this.#position = undefined;
    this.#wanted = 0;
    if (this.state.isWatched) void this.refresh();
  }

  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
      if (!this.state.isWatched) return;
      const behind = this.#position === undefined || this.#wanted > this.#position;
      this.#later(this.#failed ? pauseMs : behind ? spacingMs : calmMs);
    });
    return this.#asking;
  }

  async loadMore(): Promise<void> {
    const before = this.#next;
    if (before === null || this.#loadingMore) return;
    this.#loadingMore = true;
    this.#show();
    try {
      const page = await this.#page(before);
      // Read anew meanwhile: this page belongs to another list.
      if (this.#next === before) {
        for (const entry of page.entries) this.#put(entry);
        this.#next = page.next;
      }
      this.#failed = false;
    } catch {
      this.#failed = true;
    } finally {
      this.#loadingMore = false;
      this.#show();
    }
  }

  #later(milliseconds: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#means.clock.after(milliseconds, () => void this.refresh());
  }

  async #ask(): Promise<void> {
    try {
      await (this.#position === undefined ? this.#read() : this.#catchUp(this.#position));
      this.#failed = false;
    } catch (error) {
      const ahead = error instanceof RelaisError && error.refusal.code === "cursor_ahead";
      if (ahead) this.#position = undefined;
      this.#failed = true;
    }
    this.#show();
  }

  async #read(): Promise<void> {
    const page = await this.#page();
    this.#entries = new Map(page.entries.map((entry) => [entry.case.id, entry]));
    this.#next = page.next;
    this.#position = page.position;
  }

  async #catchUp(after: number): Promise<void> {
    const news = await this.#means.http.call<DeskChanges>({
      path: `/v1/desk/changes?${words({ ...this.#query, after: String(after) })}`,
    });
    // Begun anew meanwhile: what came follows what is here no more.
    if (this.#position !== after) return;
    if (news.reload) return this.#read();
    for (const id of news.gone) this.#entries.delete(id);
    for (const entry of news.entries) {
      // In the order of time a line may go to where nobody has read yet: it comes with that page.
      if (this.#isBeyond(entry)) this.#entries.delete(entry.case.id);
      else this.#put(entry);
    }
    this.#position = news.position;
  }

  #isBeyond(entry: DeskEntry): boolean {
    if (this.#next === null || !isByTime(this.#query)) return false;
    return timeOf(entry) > Number(this.#next.split(".")[0]);
  }

  #page(before?: string): Promise<DeskPage> {
    const query = { ...this.#query, ...(before !== undefined && { before }) };
    return this.#means.http.call<DeskPage>({ path: `/v1/desk/cases?${words(query)}` });
  }

  /** A page may be older than news of the same case: the newer one is true. */
  #put(entry: DeskEntry): void {
    const known = this.#entries.get(entry.case.id);
    if (known === undefined || known.position <= entry.position) {
      this.#entries.set(entry.case.id, entry);
    }
  }

  #show(): void {
    this.state.set({
      status: this.#position === undefined ? "loading" : "ready",
      entries: [...this.#entries.values()].sort(isByTime(this.#query) ? byTime : byPlace),
      hasMore: this.#next !== null,
      loadingMore: this.#loadingMore,
      failed: this.#failed,
    });
  }
}

function words(query: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const given = Object.entries(query).filter(
    (one): one is [string, string] => one[1] !== undefined,
  );
  return new URLSearchParams(given);
}

const isByTime = ({ view }: DeskQuery): boolean => view === "due" || view === "overdue";

/** When the clock that leads it is due. */
const timeOf = ({ clocks: [first] }: DeskEntry): number =>
  first?.due_at ? Date.parse(first.due_at) : Number.POSITIVE_INFINITY;

const byTime = (one: DeskEntry, other: DeskEntry): number =>
  timeOf(one) - timeOf(other) || (one.case.id < other.case.id ? -1 : 1);

/** As the server orders them. */
const byPlace = (one: DeskEntry, other: DeskEntry): number =>
  other.position - one.position || (one.case.id < other.case.id ? 1 : -1);
