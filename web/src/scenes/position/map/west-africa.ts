/** Drawn by us, by hand: good enough to know where one is when no map server can be reached. */

export type Line = readonly (readonly [longitude: number, latitude: number])[];

/** A name on the map, from this zoom on. */
export type Town = { name: string; latitude: number; longitude: number; from: number };

const coast: Line = [
  [-16.5, 16],
  [-17.5, 14.7],
  [-16.8, 13.8],
  [-16.7, 12.4],
  [-15, 10.9],
  [-13.7, 9.5],
  [-13.2, 8.5],
  [-11.4, 6.8],
  [-9, 5],
  [-7.5, 4.35],
  [-5.5, 5.1],
  [-4, 5.25],
  [-2, 4.75],
  [0, 5.7],
  [1.2, 6.1],
  [2.5, 6.35],
  [4.3, 6.3],
  [6, 4.3],
];

/** What lies before the coast from the Saloum to the Niger delta. */
export const sea: Line = [...coast, [6, -2], [-24, -2], [-24, 16]];

/** The Niger from its upper course to the inner bend, and about how wide it is where people follow people. */
export const niger: { readonly metres: number; readonly course: Line } = {
  metres: 800,
  course: [
    [-9.88, 10.66],
    [-9.17, 11.37],
    [-8.67, 11.75],
    [-8.42, 11.93],
    [-8.27, 12.32],
    [-8.2, 12.48],
    [-8.13, 12.555],
    [-8.09, 12.582],
    [-8.055, 12.603],
    [-8.025, 12.616],
    [-8.005, 12.623],
    [-7.985, 12.627],
    [-7.96, 12.627],
    [-7.938, 12.633],
    [-7.915, 12.646],
    [-7.88, 12.668],
    [-7.8, 12.72],
    [-7.67, 12.8],
    [-7.56, 12.855],
    [-7.2, 12.98],
    [-6.65, 13.25],
    [-6.26, 13.45],
    [-6.07, 13.7],
    [-5.4, 13.85],
    [-4.9, 14.1],
    [-4.2, 14.51],
    [-4.1, 15.1],
    [-3.75, 15.9],
    [-3.35, 16.5],
    [-3, 16.66],
    [-1.8, 17],
    [-0.5, 16.9],
    [-0.05, 16.27],
    [0.5, 15.66],
    [1.45, 14.2],
    [2.1, 13.5],
    [3.2, 11.9],
    [4, 10.9],
    [4.6, 9.8],
    [5.6, 8.8],
    [6.75, 7.8],
    [6.6, 6.2],
  ],
};

export const cities: readonly Town[] = [
  { name: "Dakar", latitude: 14.69, longitude: -17.45, from: 4 },
  { name: "Banjul", latitude: 13.45, longitude: -16.58, from: 6 },
  { name: "Bissau", latitude: 11.86, longitude: -15.6, from: 6 },
  { name: "Conakry", latitude: 9.54, longitude: -13.68, from: 4 },
  { name: "Freetown", latitude: 8.48, longitude: -13.23, from: 4 },
  { name: "Monrovia", latitude: 6.3, longitude: -10.8, from: 4 },
  { name: "Kayes", latitude: 14.45, longitude: -11.44, from: 6 },
  { name: "Bamako", latitude: 12.662, longitude: -7.992, from: 4 },
  { name: "Kati", latitude: 12.745, longitude: -8.073, from: 6 },
  { name: "Koulikoro", latitude: 12.863, longitude: -7.56, from: 6 },
  { name: "Ségou", latitude: 13.43, longitude: -6.26, from: 6 },
  { name: "Sikasso", latitude: 11.32, longitude: -5.67, from: 6 },
  { name: "Mopti", latitude: 14.49, longitude: -4.19, from: 6 },
  { name: "Bobo-Dioulasso", latitude: 11.18, longitude: -4.29, from: 6 },
  { name: "Ouagadougou", latitude: 12.37, longitude: -1.52, from: 4 },
  { name: "Korhogo", latitude: 9.46, longitude: -5.63, from: 6 },
  { name: "Bouaké", latitude: 7.69, longitude: -5.03, from: 6 },
  { name: "Yamoussoukro", latitude: 6.82, longitude: -5.28, from: 6 },
  { name: "Abidjan", latitude: 5.36, longitude: -4.008, from: 4 },
  { name: "Kumasi", latitude: 6.69, longitude: -1.62, from: 6 },
  { name: "Accra", latitude: 5.56, longitude: -0.2, from: 4 },
  { name: "Lomé", latitude: 6.13, longitude: 1.22, from: 4 },
  { name: "Cotonou", latitude: 6.37, longitude: 2.43, from: 6 },
  { name: "Niamey", latitude: 13.51, longitude: 2.11, from: 4 },
  { name: "Lagos", latitude: 6.45, longitude: 3.4, from: 4 },
];

/** Quarters of the towns where the demonstration takes place: somewhere in each. */
export const quarters: readonly Town[] = [
  { name: "ACI 2000", latitude: 12.6335, longitude: -8.0325, from: 13 },
  { name: "Hamdallaye", latitude: 12.6415, longitude: -8.0275, from: 13 },
  { name: "Lafiabougou", latitude: 12.6385, longitude: -8.0475, from: 13 },
  { name: "Quartier du Fleuve", latitude: 12.6345, longitude: -7.9965, from: 14 },
  { name: "Badalabougou", latitude: 12.6165, longitude: -7.9865, from: 13 },
  { name: "Médina-Coura", latitude: 12.6555, longitude: -7.9835, from: 13 },
  { name: "Hippodrome", latitude: 12.6605, longitude: -7.9685, from: 13 },
  { name: "Torokorobougou", latitude: 12.6105, longitude: -8.0035, from: 13 },
  { name: "Magnambougou", latitude: 12.6085, longitude: -7.9435, from: 13 },
  { name: "Koulouba", latitude: 12.6635, longitude: -8.0185, from: 13 },
  { name: "Djicoroni", latitude: 12.6175, longitude: -8.0555, from: 13 },
  { name: "Kalaban-Coura", latitude: 12.5795, longitude: -7.9865, from: 13 },
  { name: "Faladié", latitude: 12.5855, longitude: -7.9455, from: 13 },
];
