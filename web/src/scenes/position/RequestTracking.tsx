import type { CaseView } from "@relais/client";
import { useConversation, usePositions } from "@relais/react";
import { ArrowLeft, MapPinOff } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { TrackingCard } from "./TrackingCard.tsx";
import { useShownPeople } from "./use-shown-people.ts";
import { placeOf } from "./place-of.ts";

const PeopleMap = lazy(async () => ({
  default: (await import("./map/PeopleMap.tsx")).PeopleMap,
}));

/** `/communication/:requestId/suivi`: a map as large as the screen, and who comes when. */
export function RequestTracking({ requestId }: { requestId: string }) {
  const { cases } = useCaseList();
  const subject = cases.find(({ id }) => id === requestId);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col bg-(--map-land)">
      <header className="pointer-events-none absolute start-0 top-0 z-20 flex max-w-full items-center gap-2 p-3 pt-[max(0.75rem,env(safe-area-inset-top))]">
        <Link
          to={caseAddress(requestId)}
          aria-label={m.position_back()}
          title={m.position_back()}
          className="pointer-events-auto grid size-11 shrink-0 place-items-center rounded-full bg-surface text-ink shadow-float hover:bg-sunken"
        >
          <ArrowLeft size={22} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
        <h1 className="sr-only">
          {subject ? m.position_page({ title: subject.title }) : m.position_follow()}
        </h1>
      </header>
      {subject?.conversation_id && <Followed id={subject.conversation_id} subject={subject} />}
    </div>
  );
}

function Followed({ id, subject }: { id: string; subject: CaseView }) {
  const { view } = useConversation(id);
  const { shares } = usePositions(id);
  const people = useShownPeople(shares, view);
  const cards = useRef<HTMLDivElement>(null);
  const covered = useHeight(cards, shares.length > 0);
  if (view.state !== null && shares.length === 0) {
    return (
      <div className="grid flex-1 place-items-center bg-paper">
        <EmptyState icon={MapPinOff} title={m.position_nobody_title()} text={m.position_nobody()}>
          <Link to={caseAddress(subject.id)} className={buttonClasses("quiet")}>
            {m.position_back()}
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {people.length > 0 && (
        <Suspense>
          <PeopleMap
            people={people}
            destination={placeOf(subject)}
            gestures
            covered={covered}
            className="min-h-0 flex-1"
          />
        </Suspense>
      )}
      <div
        ref={cards}
        className="pointer-events-none absolute inset-x-0 bottom-0 z-20 flex max-h-[55%] flex-col gap-2 overflow-y-auto p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] *:pointer-events-auto tablet:inset-x-auto tablet:start-0 tablet:w-104 tablet:p-4"
      >
        {shares.map((shown) => (
          <TrackingCard key={shown.share.id} id={id} shown={shown} subject={subject} view={view} />
        ))}
      </div>
    </>
  );
}

/** Pixels of the map that the cards lie over. Beside them, on a wide screen, nothing is covered. */
function useHeight(element: React.RefObject<HTMLDivElement | null>, there: boolean): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!there || element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = window.matchMedia("(min-width: 640px)").matches;
      setHeight(wide ? 0 : Math.round(entry?.target.clientHeight ?? 0));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, there]);
  return height;
}
