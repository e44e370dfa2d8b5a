import type { Client, KindView } from "@relais/client";
import { useEffect, useState } from "react";
import { useClient } from "./use-client.ts";
import { useConnection } from "./use-connection.ts";

const known = new WeakMap<Client, readonly KindView[]>();
const none: readonly KindView[] = [];

/** What kinds of cases there are, with their words; empty until they came. One answer serves a whole client. */
export function useKinds(): readonly KindView[] {
  const client = useClient();
  const [kinds, setKinds] = useState(known.get(client) ?? none);
  const { status } = useConnection();
  const missing = kinds.length === 0;
  useEffect(() => {
    if (!missing) return;
    let live = true;
    const ask = async () => {
      const found = await client.http.kinds().catch(() => null);
      if (found === null) return;
      known.set(client, found);
      if (live) setKinds(found);
    };
    void ask();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new connection is a new chance
  }, [client, missing, status]);
  return kinds;
}
