import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OsrmDouble, startOsrmDouble } from "../testing/doubles/osrm.ts";
import { createRouter } from "./osrm.ts";

const from = { latitude: 12.628349, longitude: -8.0379 };
const market = { latitude: 12.6392, longitude: -8.0029 };

let double: OsrmDouble;
beforeAll(async () => {
  double = await startOsrmDouble();
});
beforeEach(() => {
  double.answer = null;
});
afterAll(() => double.stop());

const ask = () => createRouter(double.url)(from, market);
const says = (status: number, body: unknown) => {
  double.answer = (response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  };
};

describe("a router with OSRM's interface", () => {
  it("is asked with the longitude first, without a drawing of the way", async () => {
    const route = await ask();
    expect(double.asked.at(-1)).toBe(
      "/route/v1/driving/-8.03790,12.62835;-8.00290,12.63920?overview=false",
    );
    expect(route?.distance_m).toBeGreaterThan(5_000);
    expect(route?.distance_m).toBeLessThan(6_500);
    expect(route?.duration_s).toBeCloseTo((route?.distance_m ?? 0) / 8);
  });

  it.each(["NoRoute", "NoSegment"])("may say that no road leads there: %s", async (code) => {
    says(400, { code, message: "Impossible route between points" });
    expect(await ask()).toBeNull();
  });

  it.each([
    ["another status", 503, "busy", /answered 503/],
    ["another page", 200, "<html></html>", /JSON/],
    ["no route in it", 200, { code: "Ok", routes: [] }, /answered Ok/],
    ["less than nothing", 200, { code: "Ok", routes: [{ distance: -1, duration: 5 }] }, /small/],
    ["a refusal", 400, { code: "InvalidQuery" }, /InvalidQuery/],
    ["far too much", 200, " ".repeat(200_000), /too much/],
  ])("is not believed when it answers %s", async (_what, status, body, message) => {
    says(status, body);
    await expect(ask()).rejects.toThrow(message);
  });

  it("is not waited for when it hangs up or leads elsewhere", async () => {
    double.answer = (response) => response.destroy();
    await expect(ask()).rejects.toThrow("fetch failed");
    double.answer = (response) => {
      response.writeHead(302, { location: `${double.url}/elsewhere` }).end();
    };
    await expect(ask()).rejects.toThrow("fetch failed");
    expect(double.asked).not.toContain("/elsewhere");
  });
});
