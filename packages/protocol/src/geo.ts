import type { Point } from "./position.ts";

const earthRadius = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two points as the crow flies (haversine). Finite for every pair of finite points. */
export function metresBetween(one: Point, other: Point): number {
  const latitude = radians(other.latitude - one.latitude);
  const longitude = radians(other.longitude - one.longitude);
  const half =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      Math.sin(longitude / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** About a metre, or a tenth where that was said; no minus before nothing. */
const short = (degrees: number): string =>
  degrees
    .toFixed(6)
    .replace(/0$/, "")
    .replace(/^-(0\.0+)$/, "$1");

/**
 * A place in words that any program knows (RFC 5870): `geo:12.63920,-8.00290;u=15`. It is the text of a
 * message of kind `position`, so that whoever does not know that kind still has the place. What somebody says
 * about it follows on the next line.
 */
export function geoUri({
  latitude,
  longitude,
  accuracy_m,
  words = "",
}: Point & { accuracy_m: number; words?: string | undefined }): string {
  const uri = `geo:${short(latitude)},${short(longitude)};u=${Math.round(accuracy_m)}`;
  return words === "" ? uri : `${uri}\n${words}`;
}

/** A place as a `geo:` URI names it, with the words about it if there are any. */
export type NamedPlace = Point & { readonly accuracy_m: number | null; readonly words?: string };

const form =
  /^geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:;u=(\d+(?:\.\d+)?))?(?:\n([^]+))?$/;

/** The place that a `geo:` URI names, or null when it names none. */
export function parseGeoUri(text: string): NamedPlace | null {
  const found = form.exec(text);
  if (found === null) return null;
  const [, latitude, longitude, accuracy, words] = found;
  const place = {
    latitude: Number(latitude),
    longitude: Number(longitude),
    accuracy_m: accuracy === undefined ? null : Number(accuracy),
    ...(words !== undefined && { words }),
  };
  if (Math.abs(place.latitude) > 90 || Math.abs(place.longitude) > 180) return null;
  return place;
}
