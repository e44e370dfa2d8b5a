import type { Notification } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** The list of the notification centre: the newest page, older ones on demand, live while it is open. */
export function useNotices(open: boolean) {
  const { http, notified } = useClient();
  const [list, setList] = useState<readonly Notification[] | null>(null);
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    try {
      const page = await http.notifications();
      setList(page.notifications);
      setMore(page.has_more);
      setFailure(null);
    } catch (error) {
      setFailure(explain(error));
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
    } catch (error) {
      toast(explain(error));
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
    read: (ids?: readonly string[]) =>
      work(async () => {
        await http.readNotifications(ids);
        await load();
      }),
  };
}
