import { type Client, type KindView, NetworkError } from "@relais/client";
import { useClient } from "@relais/react";
import { earlyKinds } from "../session/early.ts";
import { createContext, type ReactNode, use, useEffect, useState } from "react";

export const KindsContext = createContext<readonly KindView[]>([]);
const storageKey = "relais:kinds";
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

function stored(): readonly KindView[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? "[]");
  } catch {
    return [];
  }
}

/** Asks until an answer comes; the kept words serve meanwhile. */
async function askForKinds(client: Client, signal: AbortSignal): Promise<KindView[] | null> {
  for (let pause = firstPauseMs; !signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await client.http.kinds();
    } catch (error) {
      if (!(error instanceof NetworkError)) return null;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

/** The words and steps of every kind: kept, so that the app opens without a network. */
export function KindsProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const [kinds, setKinds] = useState<readonly KindView[]>(() => earlyKinds() ?? stored());
  useEffect(() => {
    const leaving = new AbortController();
    const load = async () => {
      const fresh = earlyKinds() ?? (await askForKinds(client, leaving.signal));
      if (!fresh || leaving.signal.aborted) return;
      setKinds(fresh);
      localStorage.setItem(storageKey, JSON.stringify(fresh));
    };
    void load();
    return () => leaving.abort();
  }, [client]);
  return <KindsContext value={kinds}>{children}</KindsContext>;
}

export function useKind(name: string | undefined): KindView | undefined {
  return use(KindsContext).find((kind) => kind.name === name);
}

/** For lists, where cases may be of several kinds. */
export const useKinds = (): readonly KindView[] => use(KindsContext);
