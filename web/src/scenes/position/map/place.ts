export type Place = { latitude: number; longitude: number };
export type Measured = Place & { accuracy_m: number };

/** Somebody on the map. `quiet`: their last position is old. */
export type MapPerson = Measured & {
  key: string;
  id: string;
  name: string;
  quiet: boolean;
  /** Degrees from the north, clockwise; null or absent while they stand. */
  heading?: number | null;
};

const metresPerDegree = 111_195;

/** Where somebody goes who was in one place and is in another; null when that is no movement. Pure. */
export function headingBetween(from: Measured, to: Measured): number | null {
  const north = (to.latitude - from.latitude) * metresPerDegree;
  const shrink = Math.cos((to.latitude * Math.PI) / 180);
  const east = (to.longitude - from.longitude) * metresPerDegree * shrink;
  // What both measures are inexact by says nothing of a direction.
  if (Math.hypot(north, east) < Math.min(30, Math.max(8, to.accuracy_m))) return null;
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
