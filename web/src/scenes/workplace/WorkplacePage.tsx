import type { Workplace } from "@relais/protocol";
import { useClient } from "@relais/react";
import { CalendarPlus, CloudOff, FileQuestion, MapPin, MessageCircle } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { toast } from "../../design/Toast.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useMainKind, useTalkKinds } from "../../kind/use-main-kind.ts";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useGo } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";
import { explain } from "../../session/refusal.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { Hours } from "./Hours.tsx";
import { useWorkplaces } from "./use-workplaces.ts";

/** `/app/garage/:id`: who they are, when they are open, and a word with them before one books. */
export function WorkplacePage({ id }: { id: string }) {
  const { places, failed, again } = useWorkplaces();
  const place = places?.find(({ person }) => person.id === id);
  return (
    <>
      <PageHeader>
        {place ? <h1 className="truncate text-20">{place.name}</h1> : <span />}
      </PageHeader>
      {place ? (
        <Presented place={place} />
      ) : failed ? (
        <div className="grid min-h-0 flex-1 place-items-center">
          <EmptyState
            icon={CloudOff}
            level={1}
            title={m.conversation_offline_title()}
            text={m.conversation_offline_text()}
          >
            <Button wide onClick={again}>
              {m.action_retry()}
            </Button>
          </EmptyState>
        </div>
      ) : places === null ? (
        <div className="p-5">
          <ListSkeleton />
        </div>
      ) : (
        <div className="grid min-h-0 flex-1 place-items-center">
          <EmptyState
            icon={FileQuestion}
            level={1}
            title={m.workplace_missing_title()}
            text={m.workplace_missing_text()}
          >
            <Link to="/" className={buttonClasses("primary", true)}>
              {m.action_home()}
            </Link>
          </EmptyState>
        </div>
      )}
    </>
  );
}

function Presented({ place }: { place: Workplace }) {
  const { about, address, services, opening_hours } = place;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto desk:flex-initial">
        <div className="mx-auto flex w-full max-w-140 flex-col gap-6 px-5 py-6">
          {about !== "" && <p className="text-17 text-pretty desk:text-15">{about}</p>}
          {address !== null && (
            <p className="flex items-start gap-2.5 text-15">
              <MapPin
                size={20}
                strokeWidth={1.75}
                aria-hidden="true"
                className="mt-px shrink-0 text-ink-2"
              />
              <span className="text-pretty">{address}</span>
            </p>
          )}
          {services.length > 0 && (
            <section className="flex flex-col gap-2">
              <h2 className="text-13 font-semibold text-ink-2">{m.workplace_services()}</h2>
              <ul className="flex flex-wrap gap-2">
                {services.map((service) => (
                  <li key={service} className="rounded-full bg-sunken px-3 py-1 text-15">
                    {service}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {opening_hours.length > 0 && <Hours hours={opening_hours} />}
        </div>
      </div>
      <Actions place={place} />
    </>
  );
}

/** What a customer does here; whoever works there reads only. */
function Actions({ place: { person, name } }: { place: Workplace }) {
  const client = useClient();
  const main = useMainKind();
  const talk = useTalkKinds()[0];
  const me = useMe();
  const go = useGo();
  const [busy, setBusy] = useState(false);
  const write = async () => {
    if (talk === undefined) return;
    setBusy(true);
    try {
      // Whoever wrote before comes back to the same conversation.
      const { id } = await client.http.openCase({
        kind: talk,
        title: name,
        assignee_id: person.id,
      });
      go(caseAddress(id), { state: { section: "messages" } });
    } catch (error) {
      toast(explain(error));
    } finally {
      setBusy(false);
    }
  };
  if (me.role !== "customer") return null;
  return (
    <footer className="border-t border-line desk:border-0">
      <div className="mx-auto flex w-full max-w-140 flex-col gap-2.5 px-5 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <Link
          to="/requests/new"
          state={{ assignee: person.id }}
          className={buttonClasses("primary", true)}
        >
          <CalendarPlus size={20} strokeWidth={1.75} aria-hidden="true" />
          {main ? inLanguage(main.texts.open) : m.requests_new()}
        </Link>
        {talk !== undefined && (
          <Button look="quiet" wide busy={busy} onClick={() => void write()}>
            <MessageCircle size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.workplace_contact()}
          </Button>
        )}
      </div>
    </footer>
  );
}
