import { useEffect, useState } from "react";
import { useClient } from "../use-client.ts";
import { useConnection } from "../use-connection.ts";
import { useReadable } from "../use-readable.ts";

/** How many notifications are unseen: asked whenever the network is back, and kept by what is told. */
export function useUnread(): number {
  const client = useClient();
  const connected = useConnection().status === "connected";
  const told = useReadable(client.notified);
  const [asked, setAsked] = useState<{ unread: number; before: typeof told }>({
    unread: 0,
    before: null,
  });
  useEffect(() => {
    if (!connected) return;
    let live = true;
    const ask = async () => {
      const before = client.notified.get();
      const page = await client.http.notifications().catch(() => null);
      if (live && page !== null) setAsked({ unread: page.unread, before });
    };
    void ask();
    return () => {
      live = false;
    };
  }, [client, connected]);
  // What was told after the question is newer than its answer.
  return told !== null && told !== asked.before ? told.unread : asked.unread;
}
