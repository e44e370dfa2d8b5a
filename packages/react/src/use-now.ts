import type { Readable } from "@relais/client";
import { use, useEffect, useState } from "react";
import { RelaisContext } from "./context.ts";
import { useReadable } from "./use-readable.ts";

const exact: Readable<number> = { get: () => 0, subscribe: () => () => {} };

/**
 * The time as the server tells it, renewed often enough for « il y a 5 min » to be true. Without a provider, and before the
 * first connection, as the device tells it.
 */
export function useNow(everyMilliseconds = 20_000): number {
  const ahead = useReadable(use(RelaisContext)?.client.ahead ?? exact);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now + ahead;
}
