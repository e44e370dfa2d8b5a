import { lazy } from "react";

/* Loaded when the work of a case was done. */

export const ReopenCard = lazy(async () => {
  const { ReopenCard: component } = await import("./ReopenCard.tsx");
  return { default: component };
});
