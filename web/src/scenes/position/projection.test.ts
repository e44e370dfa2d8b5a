import { describe, expect, it } from "vitest";
import { projectionOf } from "./projection.ts";

const bamako = { latitude: 12.6392, longitude: -8.0029 };
const abidjan = { latitude: 5.36, longitude: -4.0083 };

describe("the projection of a map", () => {
  it("puts one place in the middle, and two in sight with north above", () => {
    expect(projectionOf([bamako], bamako, 300, 200).spot(bamako)).toEqual({ x: 150, y: 100 });
    const { spot } = projectionOf([bamako, abidjan], bamako, 300, 200);
    const [north, south] = [spot(bamako), spot(abidjan)];
    expect(north.y).toBeLessThan(south.y);
    expect(north.x).toBeLessThan(south.x);
    for (const { x, y } of [north, south]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(300);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(200);
    }
  });

  it("stands still while somebody comes nearer", () => {
    const at = (latitude: number) => {
      const place = { ...bamako, latitude };
      return projectionOf([place, bamako], bamako, 300, 200).spot(place).y;
    };
    expect(at(12.66)).toBeLessThan(at(12.658));
    expect(at(12.658)).toBeLessThan(at(12.655));
  });

  it("has a scale that can be read", () => {
    for (const places of [[bamako], [bamako, abidjan]]) {
      const { stepMetres } = projectionOf(places, bamako, 300, 200);
      expect(String(stepMetres)).toMatch(/^[125]0*$/);
    }
  });
});
