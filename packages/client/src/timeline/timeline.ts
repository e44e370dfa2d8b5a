import { foldTimeline, type TimelineEntry, type TimelineState } from "@relais/protocol";
import type { Client } from "../types.ts";
import { type Readable, Value } from "../readable.ts";

/** The changes of a case as far as this device knows them. `failed`: what came last could not be asked for. */
export type TimelineView = {
  readonly status: "loading" | "ready" | "failed";
  readonly entries: readonly TimelineEntry[];
};

/** What happened to one case. It asks only for what it does not have. */
export class CaseTimeline {
  readonly #client: Client;
  readonly #caseId: string;
  readonly #view = new Value<TimelineView>({ status: "loading", entries: [] });
  #state: TimelineState = { revision: 0, entries: [] };
  /** The newest revision of the case that anybody told of, and the one that was asked for. */
  #wanted = 0;
  #reached = 0;
  #asking = false;

  constructor(client: Client, caseId: string) {
    this.#client = client;
    this.#caseId = caseId;
    client.renewals.subscribe(() => this.#beginAnew());
  }

  get view(): Readable<TimelineView> {
    return this.#view;
  }

  /** The case is known to be at this revision: what led there is asked for, once. */
  reach(revision: number): void {
    this.#wanted = Math.max(this.#wanted, revision);
    if (this.#wanted > this.#reached) void this.#ask();
  }

  /** Tries again after a failure. */
  again(): void {
    if (this.#view.get().status === "failed") void this.#ask();
  }

  /** The server was restored: some of what is here may never have happened. */
  #beginAnew(): void {
    this.#state = { revision: 0, entries: [] };
    this.#reached = 0;
    if (this.#wanted > 0) void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#wanted > this.#reached) {
        const goal = this.#wanted;
        await this.#catchUp();
        this.#reached = goal;
      }
      this.#show("ready");
    } catch {
      this.#show("failed");
    }
    this.#asking = false;
  }

  async #catchUp(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.#client.http.timeline(this.#caseId, this.#state.revision);
      this.#state = foldTimeline(this.#state, page);
      more = page.has_more;
    }
  }

  #show(status: TimelineView["status"]): void {
    const { entries } = this.#state;
    const before = this.#view.get();
    if (before.status !== status || before.entries !== entries) this.#view.set({ status, entries });
  }
}

const timelines = new WeakMap<Client, Map<string, CaseTimeline>>();

/** The timeline of a case; the same object for the same client and id. */
export function timelineOf(client: Client, caseId: string): CaseTimeline {
  let known = timelines.get(client);
  if (known === undefined) {
    known = new Map();
    timelines.set(client, known);
  }
  let timeline = known.get(caseId);
  if (timeline === undefined) {
    timeline = new CaseTimeline(client, caseId);
    known.set(caseId, timeline);
  }
  return timeline;
}
