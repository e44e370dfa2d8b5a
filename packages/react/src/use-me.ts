import type { Client, Me } from "@relais/client";
import { useEffect, useState } from "react";
import { useClient } from "./use-client.ts";
import { useConnection } from "./use-connection.ts";

const known = new WeakMap<Client, Me>();

/** Who uses the client; null until that was asked for. One answer serves a whole client. */
export function useMe(wanted = true): Me | null {
  const client = useClient();
  const { status } = useConnection();
  const [me, setMe] = useState(known.get(client) ?? null);
  const missing = wanted && me === null;
  useEffect(() => {
    if (!missing) return;
    let live = true;
    const ask = async () => {
      const found = await client.http.me().catch(() => null);
      if (found === null) return;
      known.set(client, found);
      if (live) setMe(found);
    };
    void ask();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new connection is a new chance
  }, [client, missing, status]);
  return me;
}
