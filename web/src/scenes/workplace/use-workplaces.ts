import type { Workplace } from "@relais/protocol";
import { NetworkError } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";

export type Workplaces = {
  /** Null until they are read. */
  readonly places: readonly Workplace[] | null;
  readonly failed: boolean;
  readonly again: () => void;
};

/** The places of the organization to which a case can be addressed. */
export function useWorkplaces(): Workplaces {
  const client = useClient();
  const [places, setPlaces] = useState<readonly Workplace[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const found = await client.http.workplaces();
        if (!live) return;
        setPlaces(found);
        setFailed(false);
      } catch (error) {
        if (live) setFailed(error instanceof NetworkError);
      }
    };
    void load();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new round asks once more
  }, [client, round]);
  const again = () => setRound((count) => count + 1);
  return { places, failed, again };
}
