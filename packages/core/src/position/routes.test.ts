import type { Point } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { TestClock } from "../testing/core.ts";
import { type Route, type Router, Routes } from "./routes.ts";

const market = { latitude: 12.6392, longitude: -8.0029 };
const north = (metres: number): Point => ({
  ...market,
  latitude: market.latitude + metres / 111_195,
});

/** A router that answers when it is told to. */
function stage() {
  const clock = new TestClock();
  const asked: { from: Point; to: Point; answer: PromiseWithResolvers<Route | null> }[] = [];
  const router: Router = (from, to) => {
    const answer = Promise.withResolvers<Route | null>();
    asked.push({ from, to, answer });
    return answer.promise;
  };
  const routes = new Routes(router, clock.now);
  const answer = async (value: Route | Error | null) => {
    const last = asked.at(-1);
    if (value instanceof Error) last?.answer.reject(value);
    else last?.answer.resolve(value);
    await last?.answer.promise.catch(() => {});
    await Promise.resolve();
  };
  const of = (metres: number, share = "share") => routes.routeOf(share, north(metres), market);
  return { clock, asked, routes, answer, of };
}

const way = { distance_m: 4_000, duration_s: 600 };

describe("the way by a router", () => {
  it("is never waited for, and known from its answer on, shortened by what was driven", async () => {
    const { asked, answer, of } = stage();
    expect(of(3_000)).toBeUndefined();
    expect(asked).toMatchObject([{ from: north(3_000), to: market }]);
    await answer(way);
    expect(of(3_000)).toEqual(way);
    const half = of(1_500);
    expect(half?.distance_m).toBeCloseTo(2_000);
    expect(half?.duration_s).toBeCloseTo(300);
    expect(of(3_300)?.distance_m).toBe(4_000);
  });

  it("is asked for anew after a while, or some way, and never more than every 15 s", async () => {
    const { clock, asked, answer, of } = stage();
    of(3_000);
    await answer(way);
    for (let second = 0; second < 14; second += 2) {
      clock.pass(2_000);
      of(2_000);
    }
    expect(asked).toHaveLength(1);
    clock.pass(2_000);
    of(2_000);
    expect(asked).toHaveLength(2);
    await answer(way);
    clock.pass(59_000);
    of(1_990);
    expect(asked).toHaveLength(2);
    clock.pass(2_000);
    of(1_990);
    expect(asked).toHaveLength(3);
  });

  it("that failed is no route; the one before holds for a while, and the router rests", async () => {
    const { clock, asked, routes, answer, of } = stage();
    of(3_000);
    await answer(way);
    clock.pass(61_000);
    of(3_000);
    await answer(new Error("connection refused"));
    expect(of(3_000)).toEqual(way);
    clock.pass(16_000);
    of(3_000);
    of(3_000, "another");
    expect(asked).toHaveLength(2);
    expect(Object.fromEntries(routes.outcomes)).toEqual({ answered: 1, failed: 1, resting: 2 });
    clock.pass(5_000);
    of(3_000, "another");
    expect(asked).toHaveLength(3);
    clock.pass(300_000);
    expect(of(3_000)).toBeUndefined();
  });

  it("to somewhere else is another one, and where there is no road there is none", async () => {
    const { clock, routes, answer } = stage();
    routes.routeOf("share", north(3_000), market);
    await answer(way);
    expect(routes.routeOf("share", north(3_000), north(9_000))).toBeUndefined();
    clock.pass(16_000);
    routes.routeOf("share", north(3_000), north(9_000));
    await answer(null);
    expect(routes.routeOf("share", north(3_000), north(9_000))).toBeUndefined();
    expect(routes.outcomes.get("no_route")).toBe(1);
  });

  it("is asked for by eight at once", async () => {
    const { asked, answer, routes, of } = stage();
    for (let share = 0; share < 10; share += 1) of(3_000, `share ${share}`);
    expect(asked).toHaveLength(8);
    expect(routes.outcomes.get("too_many")).toBe(2);
    await answer(way);
    expect(of(3_000, "share 7")).toEqual(way);
  });

  it("without a router there is none", () => {
    const routes = new Routes(undefined, () => new Date());
    expect(routes.routeOf("share", market, market)).toBeUndefined();
    expect([...routes.outcomes]).toEqual([]);
  });
});
