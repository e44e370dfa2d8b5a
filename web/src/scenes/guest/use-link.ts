import type { LinkView } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { explain } from "../../session/refusal.ts";

export type LinkControl = {
  readonly link: LinkView | null;
  /** The whole address, while this dialog still knows it. */
  readonly address: string | null;
  readonly busy: boolean;
  readonly problem: string | null;
  share(renew: boolean): Promise<void>;
  revoke(): Promise<void>;
};

/** The customer's link of a conversation: how it stands, and what can be done with it. */
export function useLink(conversationId: string, open: boolean): LinkControl {
  const { http } = useClient();
  const [link, setLink] = useState<LinkView | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  }, []);

  useEffect(() => {
    if (!open) return;
    let live = true;
    const load = async () => {
      try {
        const found = await http.getLink(conversationId);
        if (live) setLink(found);
      } catch (error) {
        if (live) setProblem(explain(error));
      }
    };
    void load();
    return () => {
      live = false;
    };
  }, [http, conversationId, open]);

  return {
    link,
    address,
    busy,
    problem,
    share: (renew) =>
      run(async () => {
        const made = await http.shareLink(conversationId, renew);
        setAddress(new URL(made.path, location.origin).href);
        setLink(made.link);
      }),
    revoke: () =>
      run(async () => {
        const left = await http.revokeLink(conversationId);
        setAddress(null);
        setLink(left);
      }),
  };
}
