import type { SessionView } from "@relais/client";
import { useClient, useConnection } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

export type Devices = {
  /** Null until they are known. */
  list: readonly SessionView[] | null;
  failure: string | null;
  /** The device that is being signed out; `others`: all but this one. */
  busy: string | null;
  again: () => void;
  end: (id: string) => Promise<void>;
  endOthers: () => Promise<void>;
};

/** Where the person is signed in, asked for when the sheet opens, and again when the network is back. */
export function useDevices(open: boolean): Devices {
  const { http } = useClient();
  const connected = useConnection().status === "connected";
  const [list, setList] = useState<readonly SessionView[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const load = useCallback(async () => {
    try {
      const sessions = await http.sessions();
      setList(sessions);
      setFailure(null);
    } catch (error) {
      setFailure(explain(error));
    }
  }, [http]);
  // Asked again when the network is back.
  const wanted = open && connected;
  useEffect(() => {
    if (!wanted) return;
    const ask = async () => load();
    void ask();
  }, [wanted, load]);

  const work = async (what: string, task: () => Promise<void>) => {
    setBusy(what);
    try {
      await task();
    } catch (error) {
      toast(explain(error));
    }
    await load();
    setBusy(null);
  };
  return {
    list,
    failure: failure ?? (connected ? null : m.action_failed_network()),
    busy,
    again: () => void load(),
    end: (id) => work(id, () => http.endSession(id)),
    endOthers: () => work("others", () => http.endOtherSessions()),
  };
}
