import { describe, expect, it } from "vitest";
import { geoUri, metresBetween, parseGeoUri } from "./geo.ts";

const bamako = { latitude: 12.6392, longitude: -8.0029 };
const abidjan = { latitude: 5.36, longitude: -4.0083 };

describe("the distance between two points", () => {
  it("is that of the map, either way, and nothing to oneself", () => {
    expect(metresBetween(bamako, abidjan) / 1_000).toBeCloseTo(920, -1);
    expect(metresBetween(abidjan, bamako)).toBeCloseTo(metresBetween(bamako, abidjan), 6);
    expect(metresBetween(bamako, bamako)).toBe(0);
  });

  it("goes the short way over the date line, and is finite at the antipodes", () => {
    const east = { latitude: 0, longitude: 179.9 };
    expect(metresBetween(east, { latitude: 0, longitude: -179.9 })).toBeLessThan(23_000);
    expect(metresBetween(bamako, { latitude: -12.6392, longitude: 171.9971 })).toBeGreaterThan(2e7);
  });
});

describe("a place in words (N12.1)", () => {
  it("is read as it was written", () => {
    const text = geoUri({ ...bamako, accuracy_m: 14.6 });
    expect(text).toBe("geo:12.63920,-8.00290;u=15");
    expect(parseGeoUri(text)).toEqual({ ...bamako, accuracy_m: 15 });
    expect(parseGeoUri("geo:5.36,-4")).toEqual({ latitude: 5.36, longitude: -4, accuracy_m: null });
    expect(geoUri({ latitude: -0.0000001, longitude: 9, accuracy_m: 1 })).toBe(
      "geo:0.00000,9.00000;u=1",
    );
  });

  it.each([
    "Bonjour",
    "geo:",
    "geo:12",
    "geo:95,10",
    "geo:12,190",
    "geo:12,-8;u=x",
    "geo:1,2 javascript:alert(1)",
    "geo:1e2,3",
  ])("is not %s", (text) => {
    expect(parseGeoUri(text)).toBeNull();
  });
});
