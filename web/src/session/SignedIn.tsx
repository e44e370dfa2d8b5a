import type { Me } from "@relais/client";
import { RelaisProvider, useReadable } from "@relais/react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { signInAddress } from "../navigation/addresses.ts";
import { useAddress, useGo } from "../navigation/place.ts";
import { KindsProvider } from "../kind/KindsProvider.tsx";
import { sendWithoutPage } from "../service-worker/waiting.ts";
import { m } from "../catalogue/index.ts";
import { toast } from "../design/Toast.tsx";
import { useAccent } from "./accent.ts";
import { nowIsAfterwards } from "./afterwards.ts";
import { CasesProvider } from "./CasesProvider.tsx";
import { followNotices, keepPush } from "./push.ts";
import { knowMe } from "./know-me.ts";
import { MeContext } from "./me.ts";
import { clientOf, session } from "./session.ts";

export { useMe } from "./me.ts";

/** Only for whoever is signed in; the others are asked to, then brought back where they wanted. */
export function SignedIn({ children }: { children: ReactNode }) {
  const state = useReadable(session.state);
  if (state.status === "signed_out") return <ToSignIn />;
  return (
    <Living key={state.user.id} me={state.user}>
      {children}
    </Living>
  );
}

/** Leaves once, from where the person stood: on the way the address is already that of the door. */
function ToSignIn() {
  const go = useGo();
  const [from] = useState(useAddress());
  useEffect(() => {
    go(signInAddress(from), { replace: true });
  }, [go, from]);
  return null;
}

function Living({ me, children }: { me: Me; children: ReactNode }) {
  useAccent(me.organization.accent);
  const client = useMemo(() => clientOf(me.id), [me.id]);
  useEffect(() => {
    client.start();
    const forgetSync = sendWithoutPage(client);
    void keepPush(client);
    return () => {
      forgetSync();
      void client.stop();
    };
  }, [client]);
  const go = useGo();
  useEffect(() => followNotices(go), [go]);
  const connection = useReadable(client.connection);
  const connected = connection.status === "connected";
  const known = useRef(false);
  useEffect(() => {
    // Once a visit is enough, and not before there is what one came for.
    if (!connected || known.current) return;
    known.current = true;
    nowIsAfterwards();
    void knowMe(client);
  }, [connected, client]);
  const ended =
    connection.status === "disconnected" &&
    (connection.code === "session_ended" || connection.code === "signed_out");
  useEffect(() => {
    if (!ended) return;
    toast(m.sign_in_ended());
    void session.signOut();
  }, [ended]);
  return (
    <RelaisProvider client={client} session={session}>
      <MeContext value={me}>
        <KindsProvider>
          <CasesProvider>{children}</CasesProvider>
        </KindsProvider>
      </MeContext>
    </RelaisProvider>
  );
}
