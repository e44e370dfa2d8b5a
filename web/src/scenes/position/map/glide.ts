import type { Measured } from "./place.ts";

/** About as long as it takes until the next position. */
const glideMs = 2_400;
/** Often enough to look like gliding; every frame would only cost an old phone its battery. */
const frameMs = 50;

/** Moves something from one position to the next over some seconds, wherever it is when the next one comes. */
export class Glide {
  readonly #draw: (place: Measured) => void;
  #here: Measured;
  #frame = 0;

  constructor(start: Measured, draw: (place: Measured) => void) {
    this.#here = start;
    this.#draw = draw;
  }

  to(target: Measured, atOnce: boolean): void {
    cancelAnimationFrame(this.#frame);
    if (atOnce || document.hidden) return this.#be(target);
    const from = this.#here;
    const begin = performance.now();
    let drawn = Number.NEGATIVE_INFINITY;
    const step = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - begin) / glideMs));
      if (share < 1) this.#frame = requestAnimationFrame(step);
      if (share < 1 && now - drawn < frameMs) return;
      drawn = now;
      this.#be(between(from, target, share));
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #be(place: Measured): void {
    this.#here = place;
    this.#draw(place);
  }
}

/** So far on the way from one to the other, 0 to 1. Pure. */
export function between(from: Measured, to: Measured, share: number): Measured {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    latitude: mix(from.latitude, to.latitude),
    longitude: mix(from.longitude, to.longitude),
    accuracy_m: mix(from.accuracy_m, to.accuracy_m),
  };
}
