import type { CaseView } from "@relais/client";
import type { Place } from "./map/place.ts";

/** The place of a case, where it is known. */
export function placeOf({ latitude, longitude }: CaseView): Place | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
