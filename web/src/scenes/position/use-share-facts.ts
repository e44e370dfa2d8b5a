import type { ConversationView } from "@relais/client";
import { arrivalAfter } from "@relais/protocol";
import { type ShownShare, usePositions } from "@relais/react";
import { clock, firstName, useNow } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { currentLanguage } from "../../format/language.ts";
import { ageText, arrivalText, arrivalTitle, distanceText, isLost } from "./words.ts";

/** A share in words: when they arrive, or whose it is; and in one line how far, how sure, how old. */
export function useShareFacts(
  id: string,
  { share, mine, latest }: ShownShare,
  view: ConversationView,
  narrow = false,
) {
  const { sending } = usePositions(id);
  const now = useNow(5_000);
  const person = view.state?.participants.find((one) => one.id === share.user_id);
  const arrival =
    latest?.arrival && arrivalAfter(latest.arrival, Math.max(0, now - latest.heard_at) / 1_000);
  const name = firstName(person?.full_name ?? "");
  if (mine && sending === "stopping") {
    return { whose: m.position_stopped(), arrival: null, facts: m.position_stopping() };
  }
  const distance = arrival && distanceText(arrival.distance_m, currentLanguage());
  if (!mine && latest && isLost(latest.measured_at, now, arrival ?? null)) {
    const minutes = String(Math.floor((now - latest.measured_at) / 60_000));
    return {
      whose: m.position_lost({ name }),
      arrival: null,
      facts: [distance, m.position_lost_age({ minutes })].filter(Boolean).join(" · "),
    };
  }
  const whose = mine
    ? share.until === "arrival"
      ? m.position_mine_arrival()
      : m.position_mine_until({ time: clock(share.ends_at) })
    : m.position_theirs({ name });
  const certain = latest && [
    distance,
    // One line, whose length must not change while somebody comes: what a narrow screen can do without.
    !(narrow && distance) &&
      m.position_accuracy({ metres: String(Math.round(latest.fix.accuracy_m)) }),
    ageText(latest.measured_at, now, mine),
  ];
  const facts =
    mine && sending === "denied"
      ? m.new_position_denied()
      : (certain?.filter(Boolean).join(" · ") ?? m.position_searching());
  return {
    whose,
    arrival: arrival && (mine ? arrivalText(arrival) : arrivalTitle(arrival)),
    facts,
  };
}
