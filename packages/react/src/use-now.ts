import { useEffect, useState } from "react";

/** The time, renewed often enough for « il y a 5 min » to be true. */
export function useNow(everyMilliseconds = 20_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
