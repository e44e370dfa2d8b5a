import type { GeolocationSource } from "../position/types.ts";

const denied = { code: 1, PERMISSION_DENIED: 1, message: "denied" } as GeolocationPositionError;

/** A device that is wherever the test says. */
export class FakeGeolocation implements GeolocationSource {
  readonly #watches = new Map<
    number,
    [PositionCallback, PositionErrorCallback | null | undefined]
  >();
  #last = 0;

  get watching(): number {
    return this.#watches.size;
  }

  watchPosition(found: PositionCallback, failed?: PositionErrorCallback | null): number {
    this.#last += 1;
    this.#watches.set(this.#last, [found, failed]);
    return this.#last;
  }

  clearWatch(watch: number): void {
    this.#watches.delete(watch);
  }

  getCurrentPosition(found: PositionCallback): void {
    found(measured(12.6392, -8.0029, 0));
  }

  /** The device moved, or was asked again. `timestamp` is by its own clock. */
  at(latitude: number, longitude: number, timestamp: number): void {
    for (const [found] of this.#watches.values()) found(measured(latitude, longitude, timestamp));
  }

  deny(): void {
    for (const [, failed] of this.#watches.values()) failed?.(denied);
  }
}

function measured(latitude: number, longitude: number, timestamp: number): GeolocationPosition {
  const coords = { latitude, longitude, accuracy: 8 } as GeolocationCoordinates;
  return { coords, timestamp } as GeolocationPosition;
}
