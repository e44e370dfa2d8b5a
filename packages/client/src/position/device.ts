import type { GeolocationSource, WakeLockSource } from "./types.ts";

/** The geolocation of this device; null where there is none. */
export function deviceGeolocation(): GeolocationSource | null {
  return typeof navigator === "undefined" ? null : (navigator.geolocation ?? null);
}

/** The wake lock of this device; null where there is none. */
export function deviceWakeLock(): WakeLockSource | null {
  const lock = typeof navigator === "undefined" ? undefined : navigator.wakeLock;
  if (lock === undefined) return null;
  return async () => {
    const sentinel = await lock.request("screen");
    return () => void sentinel.release();
  };
}
