import type { Clock, GeolocationSource } from "@relais/client";
import type { Random } from "../random.ts";

/** Somebody who walks about Bamako, measured every two seconds for as long as somebody asks. */
export function walk(clock: Clock, random: Random): GeolocationSource {
  const place = { latitude: 12.6392, longitude: -8.0029 };
  const watches = new Map<number, () => void>();
  let last = 0;
  const measure = (): GeolocationPosition => {
    place.latitude += random.between(-20, 20) / 100_000;
    place.longitude += random.between(-20, 20) / 100_000;
    return {
      coords: { ...place, accuracy: random.between(4, 60) },
      timestamp: clock.now(),
    } as GeolocationPosition;
  };
  return {
    getCurrentPosition: (heard) => void clock.after(0, () => heard(measure())),
    watchPosition: (heard) => {
      last += 1;
      const watch = last;
      const again = () => {
        heard(measure());
        watches.set(watch, clock.after(2_000, again));
      };
      watches.set(watch, clock.after(0, again));
      return watch;
    },
    clearWatch: (watch) => {
      watches.get(watch)?.();
      watches.delete(watch);
    },
  };
}
