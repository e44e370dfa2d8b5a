import type { Me, Visit } from "@relais/client";
import { RelaisProvider, useReadable } from "@relais/react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { sendWithoutPage } from "../../service-worker/waiting.ts";
import { KindsProvider } from "../../kind/KindsProvider.tsx";
import { useAccent } from "../../session/accent.ts";
import type { GuestPlace } from "../../session/guest.ts";
import { keepPush } from "../../session/push.ts";
import { MeContext } from "../../session/me.ts";
import { ConnectionBar } from "../shell/ConnectionBar.tsx";

type VisitingProps = {
  place: GuestPlace;
  me: Me;
  visit: Visit;
  /** Shown once the link has been withdrawn. */
  ended: ReactNode;
  children: (visit: Visit) => ReactNode;
};

/** A guest who has come in: connected, for as long as this is drawn. */
export function Visiting({ place, me, visit: told, ended: end, children }: VisitingProps) {
  const client = useMemo(() => place.client(me.id), [place, me.id]);
  const [visit, setVisit] = useState(told);
  useAccent(visit.organization.accent);
  useEffect(() => {
    client.start();
    const forgetSync = sendWithoutPage(client);
    // On somebody else's site nothing is kept of this device.
    if (window.parent === window) void keepPush(client);
    return () => {
      forgetSync();
      void client.stop();
    };
  }, [client]);
  const connection = useReadable(client.connection);
  const ended = connection.status === "disconnected" && connection.code === "link_ended";
  const { view } = client.conversation(visit.conversation_id);
  const state = useReadable(view).state;
  // Whom to call and how long the link holds change with the case.
  const revision = state?.case.revision;
  useEffect(() => {
    if (revision === undefined) return;
    let live = true;
    const ask = async () => {
      try {
        const fresh = await client.http.visit();
        place.keepVisit(fresh);
        if (live) setVisit(fresh);
      } catch {
        // What was told before still serves; the next change asks again.
      }
    };
    void ask();
    return () => {
      live = false;
    };
  }, [client, place, revision]);
  if (ended) return end;
  return (
    <RelaisProvider client={client} session={place.session}>
      <MeContext value={me}>
        <KindsProvider>
          <div className="flex h-dvh flex-col overflow-hidden">
            <ConnectionBar />
            <main className="flex min-h-0 flex-1 flex-col">{children(visit)}</main>
          </div>
        </KindsProvider>
      </MeContext>
    </RelaisProvider>
  );
}
