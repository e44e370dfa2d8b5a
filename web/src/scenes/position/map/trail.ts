import { type Map as LeafletMap, polyline, type Polyline } from "leaflet";
import type { Place } from "./place.ts";

/** Positions that are remembered: a trip of an hour, thinned. */
const mostPoints = 1_500;
const leastMetres = 8;

/** The way that somebody has come since this page looks: what was before it, the server does not tell. */
export class Trail {
  readonly #line: Polyline;
  #points: [number, number][];

  constructor(map: LeafletMap, { latitude, longitude }: Place) {
    this.#points = [[latitude, longitude]];
    this.#line = polyline(this.#points, { className: "map-trail", interactive: false }).addTo(map);
  }

  /** They are here now. */
  lead({ latitude, longitude }: Place): void {
    const tip: [number, number] = [latitude, longitude];
    const last = this.#points.at(-1) ?? tip;
    const metres = Math.hypot(latitude - last[0], longitude - last[1]) * 111_195;
    if (metres >= leastMetres) this.#points.push(tip);
    if (this.#points.length > mostPoints) {
      this.#points = this.#points.filter((_, index) => index % 2 === 0);
    }
    this.#line.setLatLngs([...this.#points, tip]);
  }

  remove(): void {
    this.#line.remove();
  }
}
