import type { CaseView, ConversationView } from "@relais/client";
import { usePositions } from "@relais/react";
import { lazy, Suspense } from "react";
import { m } from "../../catalogue/index.ts";

/** The map and the cards come when somebody shows where they are: most conversations never need them. */
const OfflineMap = lazy(async () => ({ default: (await import("./OfflineMap.tsx")).OfflineMap }));
const ShareCard = lazy(async () => ({ default: (await import("./ShareCard.tsx")).ShareCard }));

type LiveSharesProps = { id: string; subject: CaseView; view: ConversationView; onPage?: boolean };

/** Everybody who shows where they are, on one map. Nothing while nobody does. */
export function LiveShares({ id, subject, view, onPage = false }: LiveSharesProps) {
  const { shares } = usePositions(id);
  const { latitude, longitude } = subject;
  if (shares.length === 0) {
    return onPage ? (
      <p className="grid flex-1 place-items-center p-6 text-15 text-ink-2">{m.position_nobody()}</p>
    ) : null;
  }
  const moving = shares.flatMap(({ share, latest }) => {
    const person = view.state?.participants.find((one) => one.id === share.user_id);
    return latest ? [{ key: share.id, name: person?.full_name ?? "", ...latest.fix }] : [];
  });
  const destination = latitude === null || longitude === null ? null : { latitude, longitude };
  const mapClass = onPage ? "min-h-0 flex-1" : "h-36 tablet:h-44";
  return (
    <div
      className={
        onPage ? "flex min-h-0 flex-1 flex-col" : "shrink-0 border-b border-line bg-surface"
      }
    >
      {moving.length > 0 && (
        <Suspense fallback={<div className={mapClass} />}>
          <OfflineMap moving={moving} destination={destination} className={mapClass} />
        </Suspense>
      )}
      <div className="max-h-48 divide-y divide-line overflow-y-auto bg-surface">
        <Suspense>
          {shares.map((shown) => (
            <ShareCard
              key={shown.share.id}
              id={id}
              shown={shown}
              subject={subject}
              view={view}
              onPage={onPage}
            />
          ))}
        </Suspense>
      </div>
    </div>
  );
}
