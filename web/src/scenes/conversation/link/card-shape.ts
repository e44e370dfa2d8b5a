import type { LinkPreview } from "@relais/client";

/** What sites make their pictures in; higher ones are cut. */
const usual = 1.91;
const highest = 1.2;
/** Narrower pictures are marks, not views: they stand beside the words. */
const narrow = 240;

export type CardShape = { kind: "none" | "beside" } | { kind: "above"; ratio: number };

/** Where the picture of a card stands: known before it is there, so that nothing jumps. */
export function cardShape({ picture }: LinkPreview): CardShape {
  if (picture === null) return { kind: "none" };
  if (picture.width < narrow) return { kind: "beside" };
  return {
    kind: "above",
    ratio: Math.min(usual, Math.max(highest, picture.width / picture.height)),
  };
}
