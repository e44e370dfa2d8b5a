import { describe, expect, it } from "vitest";
import { fixesOf, market, toTheMarket, troubled } from "./eta.fixture.ts";
import {
  arrivalAfter,
  declaredArrival,
  detourOf,
  type EstimateInput,
  estimateArrival,
  isArriving,
  learnDetour,
  smoothedSpeed,
  usualDetour,
} from "./eta.ts";
import { metresBetween } from "./geo.ts";
import type { Arrival, Fix } from "./position.ts";

const start = Date.parse("2026-03-02T08:00:00Z");
const instant = (fix: Fix | undefined) => Date.parse(fix?.at ?? "");

function estimate(trip: readonly Fix[], more: Partial<EstimateInput> = {}): Arrival {
  const found = estimateArrival({
    trip,
    destination: market,
    detour: 1.1,
    now: instant(trip.at(-1)),
    ...more,
  });
  if (found === null) throw new Error("no estimate");
  return found;
}

/** Numbers in [0, 1) that are the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("a recorded trip, replayed", () => {
  const trip = fixesOf(toTheMarket, start);

  it("is expected within the range when it comes, from a minute on", () => {
    const arrived = instant(trip.at(-1));
    for (let length = 6; length < trip.length - 1; length += 1) {
      const { from_s, to_s } = estimate(trip.slice(0, length));
      const truly = (arrived - instant(trip[length - 1])) / 1_000;
      // A red light is not foreseen: half as much again is still an honest answer.
      expect(from_s).toBeLessThanOrEqual(truly * 1.35 + 20);
      expect(to_s).toBeGreaterThanOrEqual(truly * 0.65 - 20);
    }
  });

  it("shrinks on approach", () => {
    const distances = trip.map((_, index) => estimate(trip.slice(0, index + 1)).distance_m);
    expect(
      distances.every(
        (distance, index) => index === 0 || distance <= (distances[index - 1] ?? 0) + 5,
      ),
    ).toBe(true);
    expect(estimate(trip.slice(0, 20)).to_s).toBeLessThan(estimate(trip.slice(0, 10)).to_s);
  });

  it("arrives under a minute", () => {
    expect(isArriving(estimate(trip))).toBe(true);
    expect(isArriving(estimate(trip.slice(0, 10)))).toBe(false);
  });

  it("with holes, doubles, (0,0) and leaps in it, stays near what the clean one says", () => {
    const clean = estimate(trip);
    const { from_s, to_s } = estimate(fixesOf(troubled, start));
    expect(to_s).toBeLessThanOrEqual(clean.to_s + 60);
    expect(from_s).toBeGreaterThanOrEqual(0);
    const pace = smoothedSpeed(fixesOf(troubled, start)) ?? 0;
    expect(pace).toBeGreaterThan(4);
    expect(pace).toBeLessThan(25);
  });
});

describe("an estimate", () => {
  const trip = fixesOf(toTheMarket.slice(0, 12), start);

  it("without a position is none", () => {
    expect(estimateArrival({ trip: [], destination: market, detour: 1.3, now: start })).toBeNull();
  });

  it("of somebody whose pace is unknown is a wider range", () => {
    const width = ({ from_s, to_s }: Arrival) => (to_s - from_s) / to_s;
    expect(width(estimate(trip.slice(0, 1)))).toBeGreaterThan(width(estimate(trip)));
  });

  it("widens while nothing is heard, and never says that they are further than they were", () => {
    const now = instant(trip.at(-1));
    const fresh = estimate(trip);
    const old = estimate(trip, { now: now + 180_000 });
    expect(old.from_s).toBeLessThan(fresh.from_s);
    expect(old.to_s).toBeGreaterThanOrEqual(fresh.to_s);
    expect(old.distance_m).toBe(fresh.distance_m);
  });

  it("believes a router about the road, though not that a road is shorter than the crow flies", () => {
    const routed = estimate(trip, { route: { distance_m: 4_000, duration_s: 600 } });
    expect(routed.distance_m).toBe(4_000);
    expect(routed.from_s).toBeLessThanOrEqual(600);
    expect(routed.to_s).toBeGreaterThanOrEqual(600);
    const wrong = estimate(trip, { route: { distance_m: 3, duration_s: 60 } });
    expect(wrong.distance_m).toBeGreaterThan(1_000);
  });

  it("is never negative and never NaN, whatever comes", () => {
    const roll = dice(7);
    const odd = [0, -0, 90, -90, 180, -180, Number.NaN, Infinity, 1e-12];
    const number = (size: number) =>
      roll() < 0.1 ? (odd[Math.floor(roll() * odd.length)] ?? 0) : (roll() - 0.5) * size;
    for (let round = 0; round < 3_000; round += 1) {
      const fixes = Array.from(
        { length: Math.floor(roll() * 8) },
        (): Fix => ({
          latitude: number(180),
          longitude: number(360),
          accuracy_m: number(100),
          at: roll() < 0.05 ? "never" : new Date(start + (roll() - 0.5) * 600_000).toISOString(),
        }),
      );
      const found = estimateArrival({
        trip: fixes,
        destination: { latitude: number(180), longitude: number(360) },
        detour: number(10),
        now: start + (roll() - 0.5) * 1e7,
      });
      if (found === null) continue;
      for (const value of Object.values(found)) expect(value).toBeGreaterThanOrEqual(0);
      expect(found.to_s).toBeGreaterThanOrEqual(found.from_s);
    }
  });

  it("shrinks for whoever drives straight there at any steady pace", () => {
    const roll = dice(11);
    const grew: number[][] = [];
    for (let round = 0; round < 100; round += 1) {
      const metresPerSecond = 3 + roll() * 25;
      const far = 2_000 + roll() * 20_000;
      const fixes: Fix[] = [];
      let before = Infinity;
      for (let gone = 0, second = 0; gone < far; second += 10, gone = second * metresPerSecond) {
        fixes.push({
          latitude: market.latitude + (far - gone) / 111_195,
          longitude: market.longitude,
          accuracy_m: 10,
          at: new Date(start + second * 1_000).toISOString(),
        });
        // The first measures teach the pace; from then on every one is nearer.
        const { to_s } = estimate(fixes);
        if (fixes.length > 3 && to_s > before) grew.push([metresPerSecond, before, to_s]);
        before = to_s;
      }
    }
    expect(grew).toEqual([]);
  });
});

describe("an estimate while nothing more is heard", () => {
  const heard = { distance_m: 3_000, from_s: 420, to_s: 600 };

  it("N12.8 counts down at its best end, and half as fast at its worst", () => {
    expect(arrivalAfter(heard, 0)).toEqual(heard);
    expect(arrivalAfter(heard, 120)).toEqual({ distance_m: 3_000, from_s: 300, to_s: 540 });
    expect(arrivalAfter(heard, 600)).toEqual({ distance_m: 3_000, from_s: 0, to_s: 300 });
  });

  it("N12.8 never says by waiting alone that they arrive, and knows no time before it was heard", () => {
    expect(isArriving(arrivalAfter(heard, 1e9))).toBe(false);
    expect(isArriving(arrivalAfter({ distance_m: 50, from_s: 5, to_s: 30 }, 1))).toBe(true);
    for (const odd of [-500, Number.NaN]) expect(arrivalAfter(heard, odd)).toEqual(heard);
  });
});

describe("what a person says of their way when their phone tells nothing any more", () => {
  const trip = fixesOf(toTheMarket.slice(0, 6), start);
  const lost = instant(trip.at(-1)) + 600_000;
  const said = (progress: Parameters<typeof declaredArrival>[0], more = trip) =>
    declaredArrival(progress, { trip: more, destination: market, detour: 1.2, now: lost });

  it("« Je pars »: all of the way is before them, from where they were last seen", () => {
    const before = estimate(trip, { now: lost });
    const leaving = said("leaving");
    expect(before.from_s).toBe(0);
    expect(leaving?.from_s).toBeGreaterThan(120);
    expect(leaving?.distance_m).toBeGreaterThan(3_000);
  });

  it("« J’arrive dans 5 min »: about that, and no further than they were", () => {
    expect(said("five_minutes")).toMatchObject({ from_s: 240, to_s: 480 });
    const near = said("five_minutes", fixesOf(toTheMarket.slice(0, 20), start));
    expect(near?.distance_m).toBeLessThan(400);
  });

  it("« Je suis arrivé »: nothing is left", () => {
    expect(said("arrived")).toEqual({ distance_m: 0, from_s: 0, to_s: 0 });
  });

  it("of whom nothing was ever heard says nothing on a map", () => {
    expect(said("five_minutes", [])).toBeNull();
  });
});

describe("the detour of roads", () => {
  it("is that of the trip, within what roads are", () => {
    const factor = detourOf(fixesOf(toTheMarket, start));
    expect(factor).toBeGreaterThan(1);
    expect(factor).toBeLessThan(1.3);
    expect(detourOf([])).toBeNull();
    expect(detourOf(fixesOf(toTheMarket.slice(0, 3), start))).toBeNull();
    const around = [
      market,
      { latitude: 13.5, longitude: -8 },
      { latitude: 12.645, longitude: -8.003 },
    ];
    expect(metresBetween(market, around[2] ?? market)).toBeGreaterThan(500);
    expect(detourOf(around)).toBe(3);
  });

  it("is learnt slowly, and one odd trip does not rule", () => {
    let known = { detour: usualDetour, trips: 0 };
    known = { detour: learnDetour(known, 3), trips: 1 };
    expect(known.detour).toBeLessThan(1.7);
    for (let trip = 1; trip < 200; trip += 1) {
      known = { detour: learnDetour(known, 1.2), trips: trip + 1 };
    }
    expect(known.detour).toBeCloseTo(1.2, 1);
    expect(learnDetour(known, Number.NaN)).toBeGreaterThan(1);
  });
});
