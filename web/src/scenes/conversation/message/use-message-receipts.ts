import type { Client, ConversationView, MessageReceipt } from "@relais/client";
import { useClient } from "@relais/react";
import type { Standing } from "@relais/react/headless";
import { useEffect, useState } from "react";

type Known = {
  number: number;
  /** How far the others had come when it was asked. */
  steps: number;
  people: readonly MessageReceipt[];
  /** Where the next page begins; null when everybody is there. */
  next: string | null;
  failed: boolean;
};

/**
 * When each of the others received and read a message, asked for when it is looked at, and again when
 * somebody comes further meanwhile.
 */
export function useMessageReceipts(view: ConversationView, message: Standing | null) {
  const client = useClient();
  const [known, setKnown] = useState<Known | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const conversation = view.state?.conversation_id ?? null;
  const number = message?.number ?? null;
  const steps = stepsOf(view, number);

  useEffect(() => {
    if (conversation === null || number === null) return;
    let left = false;
    const ask = async () => {
      const found = { ...(await page(client, conversation, number)), steps };
      if (!left) setKnown((before) => (found.failed && before?.number === number ? before : found));
    };
    void ask();
    return () => {
      left = true;
    };
  }, [client, conversation, number, steps]);

  const current = known?.number === number ? known : null;
  const more = async (): Promise<void> => {
    if (conversation === null || number === null || current?.next == null || loadingMore) return;
    setLoadingMore(true);
    const found = await page(client, conversation, number, current.next);
    setLoadingMore(false);
    if (found.failed) return;
    setKnown({ ...found, steps, people: [...current.people, ...found.people] });
  };
  return { known: current, more, loadingMore };
}

/** How many of those whom the state lists have received and read it. */
function stepsOf({ state }: ConversationView, number: number | null): number {
  if (number === null) return 0;
  let steps = 0;
  for (const { delivered, read } of Object.values(state?.receipts ?? {})) {
    steps += Number(delivered >= number) + Number(read >= number);
  }
  return steps;
}

async function page(
  client: Client,
  conversation: string,
  number: number,
  after?: string,
): Promise<Omit<Known, "steps">> {
  try {
    const { people, next } = await client.http.messageReceipts(conversation, number, after);
    return { number, people, next, failed: false };
  } catch {
    return { number, people: [], next: null, failed: true };
  }
}
