import type { Fix } from "./position.ts";

/** Seconds since the start, latitude, longitude, accuracy in metres: as a phone told them. */
type Line = readonly [seconds: number, latitude: number, longitude: number, accuracy: number];

/** The garage at Hamdallaye to the Grand Marché of Bamako, by the Pont des Martyrs side, 2026. */
export const toTheMarket: readonly Line[] = [
  [0, 12.6281, -8.0302, 12],
  [10, 12.6285, -8.0296, 10],
  [20, 12.6292, -8.0287, 9],
  [32, 12.6301, -8.0275, 9],
  [44, 12.6309, -8.0262, 11],
  // A red light.
  [60, 12.6309, -8.0262, 11],
  [78, 12.631, -8.0261, 14],
  [90, 12.6318, -8.0249, 10],
  [102, 12.6328, -8.0234, 9],
  [115, 12.6338, -8.0218, 9],
  [128, 12.6347, -8.0203, 12],
  [141, 12.6357, -8.0187, 10],
  [155, 12.6368, -8.017, 9],
  [170, 12.6379, -8.0151, 9],
  [184, 12.6388, -8.0134, 13],
  [198, 12.6394, -8.0115, 10],
  [212, 12.6398, -8.0096, 9],
  [226, 12.6401, -8.0079, 9],
  [240, 12.6403, -8.0062, 10],
  [254, 12.6402, -8.0048, 10],
  [268, 12.6398, -8.0037, 9],
  [280, 12.6393, -8.003, 9],
];
export const market = { latitude: 12.6392, longitude: -8.0029 };

/** The same trip as it also comes: holes, measures twice, (0,0), a leap to another country. */
export const troubled: readonly Line[] = toTheMarket.flatMap((line, index): Line[] => {
  const [seconds, latitude, longitude, accuracy] = line;
  // Under the bridge, and then a phone in a pocket.
  if (index >= 8 && index <= 11) return [];
  if (index === 4) return [line, line];
  if (index === 6) return [line, [seconds + 4, 0, 0, 10]];
  if (index === 13) return [line, [seconds + 4, latitude + 3, longitude - 4, accuracy]];
  if (index === 15) return [line, [seconds - 20, latitude, longitude, accuracy]];
  if (index === 17) return [[seconds, latitude, longitude, 9_000], line];
  return [line];
});

export function fixesOf(lines: readonly Line[], start: number): Fix[] {
  return lines.map(([seconds, latitude, longitude, accuracy_m]) => ({
    latitude,
    longitude,
    accuracy_m,
    at: new Date(start + seconds * 1_000).toISOString(),
  }));
}
