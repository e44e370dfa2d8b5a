import type { ConversationView } from "@relais/client";
import type { ShownShare } from "@relais/react";
import { useNow } from "@relais/react/headless";
import type { MapPerson } from "./map/place.ts";
import { isQuiet } from "./words.ts";

/** Those of whom a position is known, as the map shows them. */
export function useShownPeople(shares: readonly ShownShare[], view: ConversationView): MapPerson[] {
  const now = useNow(15_000);
  return shares.flatMap(({ share, latest }) => {
    if (latest === null) return [];
    const person = view.state?.participants.find(({ id }) => id === share.user_id);
    const { latitude, longitude, accuracy_m } = latest.fix;
    return {
      key: share.id,
      id: share.user_id,
      name: person?.full_name ?? "",
      quiet: isQuiet(latest.measured_at, now),
      latitude,
      longitude,
      accuracy_m,
    };
  });
}
