import type { Me, Visit } from "@relais/client";
import { RelaisProvider, useReadable } from "@relais/react";
import { useEffect, useMemo, useState } from "react";
import { sendWithoutPage } from "../../service-worker/waiting.ts";
import { m } from "../../catalogue/index.ts";
import { Spinner } from "../../design/Spinner.tsx";
import { KindsProvider } from "../../kind/KindsProvider.tsx";
import { guestClient, guestSession, keepVisit } from "../../session/guest.ts";
import { MeContext } from "../../session/me.ts";
import { keepPush } from "../../session/push.ts";
import { ConnectionBar } from "../shell/ConnectionBar.tsx";
import { Ended } from "./Ended.tsx";
import { GuestConversation } from "./GuestConversation.tsx";
import { useVisit } from "./use-visit.ts";

/** `/suivi/:token`: the customer's link. Their one conversation, without an account. */
export function Guest({ token }: { token: string | undefined }) {
  const { opening, again } = useVisit(token);
  const session = useReadable(guestSession.state);
  if (opening.at === "opening") {
    return (
      <main className="grid h-dvh place-items-center text-ink-2">
        <span className="appear-late flex items-center gap-2.5 text-15">
          <Spinner />
          {m.guest_opening()}
        </span>
      </main>
    );
  }
  if (opening.at === "problem") return <Ended problem={opening.problem} again={again} />;
  if (session.status === "signed_out") return <Ended problem="again" again={again} />;
  return <Visiting key={session.user.id} me={session.user} visit={opening.visit} />;
}

function Visiting({ me, visit: told }: { me: Me; visit: Visit }) {
  const client = useMemo(() => guestClient(me.id), [me.id]);
  const [visit, setVisit] = useState(told);
  useEffect(() => {
    client.start();
    const forgetSync = sendWithoutPage(client);
    void keepPush(client);
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
        keepVisit(fresh);
        if (live) setVisit(fresh);
      } catch {
        // What was told before still serves; the next change asks again.
      }
    };
    void ask();
    return () => {
      live = false;
    };
  }, [client, revision]);
  if (ended) return <Ended problem="revoked" again={() => {}} />;
  return (
    <RelaisProvider client={client} session={guestSession}>
      <MeContext value={me}>
        <KindsProvider>
          <div className="flex h-dvh flex-col overflow-hidden">
            <ConnectionBar />
            <main className="flex min-h-0 flex-1 flex-col">
              <GuestConversation visit={visit} />
            </main>
          </div>
        </KindsProvider>
      </MeContext>
    </RelaisProvider>
  );
}
