import { useCallback, useEffect, useRef, useState } from "react";

export type Loaded<Value> = {
  /** Null until there is one. */
  readonly value: Value | null;
  readonly failed: boolean;
  readonly again: () => void;
};

/** What `load` answers, asked anew when it changes or when `again` is called. An older answer never replaces a newer one. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const asked = useRef(0);
  const [state, setState] = useState<{ value: Value | null; failed: boolean }>({
    value: null,
    failed: false,
  });
  const again = useCallback(() => {
    asked.current += 1;
    const turn = asked.current;
    void (async () => {
      try {
        const value = await load();
        if (turn === asked.current) setState({ value, failed: false });
      } catch {
        if (turn === asked.current) setState(({ value }) => ({ value, failed: true }));
      }
    })();
  }, [load]);
  useEffect(() => {
    again();
    return () => {
      asked.current += 1;
    };
  }, [again]);
  return { ...state, again };
}
