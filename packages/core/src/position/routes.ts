import { metresBetween, type Point } from "@relais/protocol";
import type { JournalEntry } from "../journal/entry.ts";

/** A way over the roads, as a router tells it. */
export type Route = { readonly distance_m: number; readonly duration_s: number };

/** Asks somebody who knows the roads. Rejects when there is no answer in time. */
export type Router = (from: Point, to: Point) => Promise<Route | null>;

type Known = {
  readonly route: Route;
  readonly from: Point;
  readonly to: Point;
  readonly at: number;
};
type Asking = { known: Known | null; triedAt: number };

/** A route is asked for anew after so long, or so far from where the last one began. */
const staleMs = 60_000;
const movedMetres = 400;
/** Of one share at most so often, however it moves; and so many at once of all. */
const leastMs = 15_000;
const atOnce = 8;
/** An old route says nothing any more: whoever turned round must not be told the way of before. */
const worthlessMs = 300_000;
/** So long nobody is asked after a router failed: it has trouble enough. */
const restMs = 20_000;
const mostShares = 5_000;

export type RouteOutcome = "answered" | "no_route" | "failed" | "resting" | "too_many";

/**
 * Problem: a router takes its time and may be down, and positions come every two seconds. Way: what is known
 * of a share is answered at once, shortened by what was driven since; the router is asked beside it, seldom.
 * Guarantee: nobody ever waits for a router, and without its answer there simply is no route.
 */
export class Routes {
  readonly #router: Router | undefined;
  readonly #now: () => Date;
  readonly #shares = new Map<string, Asking>();
  #asking = 0;
  #restUntil = Number.NEGATIVE_INFINITY;
  /** How questions to the router fared in this process: for the operator. */
  readonly outcomes = new Map<RouteOutcome, number>();

  constructor(router: Router | undefined, now: () => Date) {
    this.#router = router;
    this.#now = now;
  }

  /** The rest of the way of a share by what is known; undefined while nothing is. */
  routeOf(shareId: string, here: Point, to: Point): Route | undefined {
    if (this.#router === undefined) return undefined;
    const now = this.#now().getTime();
    const asking = this.#shares.get(shareId) ?? { known: null, triedAt: Number.NEGATIVE_INFINITY };
    const { known } = asking;
    if (isStale(known, here, to, now)) void this.#ask(shareId, asking, here, to, now);
    if (known === null || now - known.at > worthlessMs || metresBetween(known.to, to) > movedMetres)
      return undefined;
    return shortened(known, here);
  }

  /** However a share ended, nothing is kept of where its person was. */
  hear(entries: readonly JournalEntry[]): void {
    for (const { type, json } of entries) {
      if (type !== "position.ended") continue;
      // Our own entry, as append wrote it.
      const { data } = JSON.parse(json) as { data: { share_id: string } };
      this.#shares.delete(data.share_id);
    }
  }

  async #ask(shareId: string, asking: Asking, from: Point, to: Point, now: number): Promise<void> {
    if (now - asking.triedAt < leastMs || this.#router === undefined) return;
    if (now < this.#restUntil) return this.#count("resting");
    if (this.#asking >= atOnce) return this.#count("too_many");
    asking.triedAt = now;
    this.#remember(shareId, asking);
    this.#asking += 1;
    try {
      const route = await this.#router(from, to);
      this.#count(route === null ? "no_route" : "answered");
      asking.known = route && { route, from, to, at: now };
    } catch {
      this.#restUntil = this.#now().getTime() + restMs;
      this.#count("failed");
    } finally {
      this.#asking -= 1;
    }
  }

  /** Shares of other servers end without a word here: the oldest go when there are too many. */
  #remember(shareId: string, asking: Asking): void {
    this.#shares.delete(shareId);
    this.#shares.set(shareId, asking);
    const [oldest] = this.#shares.keys();
    if (this.#shares.size > mostShares && oldest !== undefined) this.#shares.delete(oldest);
  }

  #count(outcome: RouteOutcome): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}

function isStale(known: Known | null, here: Point, to: Point, now: number): boolean {
  if (known === null) return true;
  const moved = metresBetween(known.from, here) > movedMetres;
  return moved || now - known.at > staleMs || metresBetween(known.to, to) > movedMetres / 4;
}

/** As much of the way is left as of the straight line; whoever went away from there has it all before them. */
function shortened({ route, from, to }: Known, here: Point): Route {
  const before = metresBetween(from, to);
  const left = before > 0 ? Math.min(1, metresBetween(here, to) / before) : 1;
  return { distance_m: route.distance_m * left, duration_s: route.duration_s * left };
}
