export type Place = { latitude: number; longitude: number };
export type Spot = { x: number; y: number };

/** How places become spots of a drawing of this size, and what a metre is on it. */
export type Projection = {
  spot: (place: Place) => Spot;
  pixelsPerMetre: number;
  stepMetres: number;
};

const metresPerDegree = 111_195;
/** Nearer than this a moving spot would seem to leap. */
const leastMetres = 400;

/**
 * All the places in sight around `centre`, with some room. The scale goes in steps, so that the spots
 * move over a map that stands still rather than the map around the spots. Flat: within a trip the
 * earth is. Pure.
 */
export function projectionOf(
  places: readonly Place[],
  centre: Place,
  width: number,
  height: number,
): Projection {
  const shrink = Math.max(0.05, Math.cos((centre.latitude * Math.PI) / 180));
  const wide = (place: Place) => (place.longitude - centre.longitude) * metresPerDegree * shrink;
  const high = (place: Place) => (place.latitude - centre.latitude) * metresPerDegree;
  const room = 2.4;
  const needed = Math.max(
    leastMetres / Math.min(width, height),
    ...places.map((place) => (Math.abs(wide(place)) * room) / width),
    ...places.map((place) => (Math.abs(high(place)) * room) / height),
  );
  const pixelsPerMetre = 1 / 2 ** Math.ceil(Math.log2(needed));
  return {
    pixelsPerMetre,
    stepMetres: stepOf(90 / pixelsPerMetre),
    spot: (place) => ({
      x: width / 2 + wide(place) * pixelsPerMetre,
      y: height / 2 - high(place) * pixelsPerMetre,
    }),
  };
}

/** 1, 2 or 5 times a power of ten: what a scale is read by. */
function stepOf(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  const factor = [1, 2, 5, 10].find((one) => one * power >= metres) ?? 10;
  return factor * power;
}
