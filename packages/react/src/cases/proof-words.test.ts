import { expect, it } from "vitest";
import { proofWords } from "./proof-words.ts";

const photo = {
  id: "f1",
  name: "porte.jpg",
  type: "image/jpeg",
  bytes: 1,
  width: 4,
  height: 3,
  placeholder: null,
};

it.each([
  [{ received_by: "Mariam", photos: [photo, photo], code: false }, "Reçu par Mariam · 2 photos"],
  [{ received_by: null, photos: [photo], code: true }, "1 photo · code confirmé"],
  [{ received_by: null, photos: [], code: false }, ""],
])("N37.2: says what a step was proved by in one line: %o", (proof, words) => {
  expect(proofWords("fr", proof)).toBe(words);
});
