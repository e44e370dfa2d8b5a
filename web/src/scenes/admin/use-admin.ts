import { RelaisError } from "@relais/client";
import { adminOf, type Administration } from "@relais/client/admin";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** The calls of administration. */
export function useAdmin(): Administration {
  const { http } = useClient();
  return useMemo(() => adminOf(http), [http]);
}

export type Loaded<Value> = {
  /** Null while it is on its way, or has failed. */
  readonly value: Value | null;
  readonly failed: string | null;
  readonly again: () => void;
  readonly set: (value: Value) => void;
};

/** What a screen shows, asked for when `load` changes. An answer that comes late changes nothing. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [value, set] = useState<Value | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const turn = useRef(0);
  const read = useCallback(async () => {
    turn.current += 1;
    const own = turn.current;
    try {
      const known = await load();
      if (own !== turn.current) return;
      set(known);
      setFailed(null);
    } catch (error) {
      if (own === turn.current) setFailed(explain(error));
    }
  }, [load]);
  useEffect(() => {
    // What was loaded is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);
  return { value, failed, again: () => void read(), set };
}

/** Runs one change at a time: says that it is done, or what is wrong, by field where there is one. */
export function useChange() {
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const run = useCallback(
    async <Result>(work: () => Promise<Result>, said?: string): Promise<Result | undefined> => {
      setBusy(true);
      setFields({});
      try {
        const result = await work();
        if (said !== undefined) toast(said);
        return result;
      } catch (error) {
        // Drawn at once, so that one is led to the field that says what is wrong.
        flushSync(() => setFields((error instanceof RelaisError && error.refusal.fields) || {}));
        const wrong = document.querySelector<HTMLElement>("[aria-invalid=true]");
        if (wrong === null) toast(explain(error));
        else wrong.focus();
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [],
  );
  return { busy, fields, run };
}
