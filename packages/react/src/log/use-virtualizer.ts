import { useEffect, useState } from "react";

type Virtua = typeof import("virtua");
export type Found = { Virtualizer: Virtua["Virtualizer"] | null; failed: boolean };

let found: Found = { Virtualizer: null, failed: false };

/** What draws long lists comes right after the first messages, which do not wait for it. */
async function load(): Promise<Found> {
  try {
    const { Virtualizer } = await import("virtua");
    found = { Virtualizer, failed: false };
  } catch {
    // Without a network on a first visit: everything is drawn, and the next conversation asks again.
    return { Virtualizer: null, failed: true };
  }
  return found;
}

export function useVirtualizer(): Found {
  const [state, setState] = useState(found);
  useEffect(() => {
    if (state.Virtualizer !== null) return;
    let live = true;
    const wait = async () => {
      const next = await load();
      if (live) setState(next);
    };
    void wait();
    return () => {
      live = false;
    };
  }, [state.Virtualizer]);
  return state;
}
