import { lazy } from "react";

/* Loaded when a case has ended. */

export const RatingCard = lazy(async () => {
  const { RatingCard: component } = await import("./RatingCard.tsx");
  return { default: component };
});
