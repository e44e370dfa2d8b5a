import type { Notification } from "@relais/client";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../use-client.ts";

export type Notices = {
  /** The newest first; null until they came. */
  readonly list: readonly Notification[] | null;
  readonly more: boolean;
  /** What failed last; null when all is well. */
  readonly failure: unknown;
  readonly busy: boolean;
  again(): void;
  /** The page before the oldest that is shown. */
  older(): Promise<void>;
  /** Marks these as seen; without ids, all. */
  read(ids?: readonly string[]): Promise<void>;
};

/** What concerns the person: the newest page, older ones on demand, live for as long as `open`. */
export function useNotices(open = true): Notices {
  const { http, notified } = useClient();
  const [list, setList] = useState<readonly Notification[] | null>(null);
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    try {
      const page = await http.notifications();
      setList(page.notifications);
      setMore(page.has_more);
      setFailure(null);
    } catch (error) {
      setFailure(error);
    }
  }, [http]);
  // Whatever is told, the list is asked anew: what was missed is then there too.
  useEffect(() => {
    if (!open) return;
    const ask = async () => load();
    void ask();
    return notified.subscribe(() => void load());
  }, [open, notified, load]);

  const work = async (task: () => Promise<void>) => {
    setBusy(true);
    try {
      await task();
      setFailure(null);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return {
    list,
    more,
    failure,
    busy,
    again: () => void load(),
    older: () =>
      work(async () => {
        const page = await http.notifications(list?.at(-1)?.id);
        setList((known) => [...(known ?? []), ...page.notifications]);
        setMore(page.has_more);
      }),
    read: (ids) =>
      work(async () => {
        await http.readNotifications(ids);
        await load();
      }),
  };
}
