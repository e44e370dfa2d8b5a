import type { Guidance, ProcedureRun } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";

/** A version never changes, nor what was said of a case: read once for a session. */
const runs = new Map<string, ProcedureRun>();

/** The procedure by which somebody is guided; null without one, and until it is there. */
export function useRun(conversationId: string, { id, total }: Guidance): ProcedureRun | null {
  const { http } = useClient();
  const [, arrived] = useState(0);
  const wanted = total !== undefined && !runs.has(id);
  useEffect(() => {
    if (!wanted) return;
    let live = true;
    const read = async () => {
      try {
        runs.set(id, await (await http.procedures()).run(conversationId, id));
        if (live) arrived((count) => count + 1);
      } catch {
        // Without a network the guide writes their own words; the next opening asks again.
      }
    };
    void read();
    return () => {
      live = false;
    };
  }, [http, conversationId, id, wanted]);
  return runs.get(id) ?? null;
}
