import { useEffect, useRef } from "react";
import { type Incoming, takeIncoming } from "../../../service-worker/incoming.ts";

/** Takes what another app shared into the conversation that was chosen for it. `wanted`: not for an internal note. */
export function useIncoming(wanted: boolean, take: (incoming: Incoming) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  }, [take]);
  useEffect(() => {
    if (!wanted) return;
    const look = async () => {
      const incoming = await takeIncoming().catch(() => null);
      if (incoming !== null) latest.current(incoming);
    };
    void look();
  }, [wanted]);
}
