import { lazy } from "react";

/** Needed by few, so it comes with the first of them. */
export const CollisionSheet = lazy(async () => ({
  default: (await import("./CollisionSheet.tsx")).CollisionSheet,
}));
