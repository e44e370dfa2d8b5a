import { useClient } from "@relais/react";
import { RelaisError } from "@relais/client";
import { useCallback, useEffect, useState } from "react";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** Something that an admin reads, changes here and saves whole. */
export type Setting<Value> = {
  /** Null until it is read. */
  readonly value: Value | null;
  readonly failed: string | null;
  /** What is wrong with the last attempt, by field. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly changed: boolean;
  again(): void;
  change(value: Value): void;
  save(said: string): Promise<void>;
};

export function useSetting<Value>(path: string): Setting<Value> {
  const { http } = useClient();
  const [value, setValue] = useState<Value | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState(false);
  const read = useCallback(async () => {
    try {
      setValue(await http.call<Value>({ path }));
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http, path]);
  useEffect(() => {
    // Nothing is set before it has come.
    void Promise.resolve().then(read);
  }, [read]);
  return {
    value,
    failed,
    wrong,
    busy,
    changed,
    again: () => void read(),
    change: (next) => {
      setValue(next);
      setChanged(true);
    },
    async save(said) {
      setBusy(true);
      try {
        setValue(await http.call<Value>({ method: "PUT", path, body: value as object }));
        setChanged(false);
        setWrong({});
        toast(said);
      } catch (error) {
        setWrong(error instanceof RelaisError ? (error.refusal.fields ?? {}) : {});
        toast(explain(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
