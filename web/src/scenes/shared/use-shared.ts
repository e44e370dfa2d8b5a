import type { Client, SharedCategory, SharedItem } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { explain } from "../../session/refusal.ts";

export type Shared = {
  category: SharedCategory;
  items: readonly SharedItem[];
  /** Where the next page begins; null when everything is there. */
  next: number | null;
  /** Why it could not be read. */
  failure: string | null;
};

/** What a conversation holds of one category, page by page, newest first; null while the first one is awaited. */
export function useShared(conversationId: string, category: SharedCategory) {
  const client = useClient();
  const [shared, setShared] = useState<(Shared & { attempt: number }) | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [loadingMore, setLoadingMore] = useState(false);

  useEffect(() => {
    let left = false;
    const ask = async () => {
      const found = await read(client, conversationId, category);
      if (!left) setShared({ ...found, attempt });
    };
    void ask();
    return () => {
      left = true;
    };
  }, [client, conversationId, category, attempt]);

  // An answer to another question is never shown for this one.
  const current = shared?.category === category && shared.attempt === attempt ? shared : null;
  const more = async (): Promise<void> => {
    if (current?.next == null || loadingMore) return;
    setLoadingMore(true);
    const found = await read(client, conversationId, category, current.next);
    setLoadingMore(false);
    setShared((now) => (now === current ? { ...joined(current, found), attempt } : now));
  };
  return { shared: current, more, loadingMore, again: () => setAttempt((count) => count + 1) };
}

function joined(before: Shared, found: Shared): Shared {
  if (found.failure !== null) return { ...before, failure: found.failure };
  return { ...found, items: [...before.items, ...found.items] };
}

async function read(
  client: Client,
  conversationId: string,
  category: SharedCategory,
  before?: number,
): Promise<Shared> {
  try {
    const query = { category, ...(before !== undefined && { before }) };
    const { items, next } = await client.http.shared(conversationId, query);
    return { category, items, next, failure: null };
  } catch (error) {
    return { category, items: [], next: before ?? null, failure: explain(error) };
  }
}
