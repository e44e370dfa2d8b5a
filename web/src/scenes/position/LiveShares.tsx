import type { CaseView, ConversationView } from "@relais/client";
import { usePositions } from "@relais/react";
import { lazy, Suspense } from "react";
import { trackingAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { usePhone } from "../../session/media.ts";
import { placeOf } from "./place-of.ts";
import { useShownPeople } from "./use-shown-people.ts";

/** The map and the cards come when somebody shows where they are: most conversations never need them. */
const PeopleMap = lazy(async () => ({
  default: (await import("./map/PeopleMap.tsx")).PeopleMap,
}));
const ShareCard = lazy(async () => ({ default: (await import("./ShareCard.tsx")).ShareCard }));

type LiveSharesProps = { id: string; subject: CaseView; view: ConversationView };

/** Everybody who shows where they are, above the conversation. Nothing while nobody does. */
export function LiveShares({ id, subject, view }: LiveSharesProps) {
  const { shares } = usePositions(id);
  const people = useShownPeople(shares, view);
  const phone = usePhone();
  if (shares.length === 0) return null;
  // Whoever comes knows where they are: on a phone the room is for what is said. Their map is one tap away.
  const mapped = people.length > 0 && !(phone && shares.every(({ mine }) => mine));
  const mapClass = "h-36 low:max-tablet:h-28 short:hidden tablet:h-48";
  return (
    <div className="shrink-0 border-b border-line bg-surface">
      {mapped && (
        <Suspense fallback={<div className={`${mapClass} bg-(--map-land)`} />}>
          <div className="relative">
            <PeopleMap people={people} destination={placeOf(subject)} className={mapClass} />
            {/* For a thumb; keyboards and readers have the link beside it. */}
            <Link
              to={trackingAddress(subject.id)}
              tabIndex={-1}
              aria-hidden="true"
              className="absolute inset-0 z-10"
            />
          </div>
        </Suspense>
      )}
      <div className="max-h-48 divide-y divide-line overflow-y-auto bg-surface">
        <Suspense>
          {shares.map((shown) => (
            <ShareCard key={shown.share.id} id={id} shown={shown} subject={subject} view={view} />
          ))}
        </Suspense>
      </div>
    </div>
  );
}
