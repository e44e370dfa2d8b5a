import type { Client, SearchHit } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { explain } from "../../session/refusal.ts";

/** After the last key: fast typing asks once. */
const pauseMs = 250;
/** One letter finds half of everything. */
const shortest = 2;

type Found = { status: "found"; hits: readonly SearchHit[]; hasMore: boolean };
type Failed = { status: "failed"; text: string };
export type SearchState = { status: "idle" } | { status: "waiting" } | Found | Failed;

/** What was asked, and what came of it: an answer to an earlier question is never shown for a later one. */
type Answer = { asked: string; result: Found | Failed };

/** The messages that hold these words. While the next answer is awaited, the last one stays. */
export function useSearch(text: string, conversationId: string | undefined) {
  const client = useClient();
  const asked = text.trim();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);

  useEffect(() => {
    if (asked.length < shortest) return;
    let left = false;
    const timer = setTimeout(async () => {
      const result = await find(client, asked, conversationId);
      if (!left) setAnswer({ asked, result });
    }, pauseMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, asked, conversationId]);

  const state = stateOf(asked, answer);
  const more = async (): Promise<void> => {
    const last = state.status === "found" ? state.hits.at(-1) : undefined;
    if (state.status !== "found" || last === undefined || loadingMore) return;
    setLoadingMore(true);
    const result = await find(client, asked, conversationId, last.id);
    setLoadingMore(false);
    const hits = result.status === "found" ? [...state.hits, ...result.hits] : [];
    setAnswer((now) =>
      now?.asked === asked
        ? { asked, result: result.status === "found" ? { ...result, hits } : result }
        : now,
    );
  };
  return { state, more, loadingMore };
}

function stateOf(asked: string, answer: Answer | null): SearchState {
  if (asked.length < shortest) return { status: "idle" };
  if (answer?.asked === asked || answer?.result.status === "found") return answer.result;
  return { status: "waiting" };
}

async function find(
  client: Client,
  q: string,
  conversationId: string | undefined,
  before?: string,
): Promise<Found | Failed> {
  try {
    const { hits, has_more } = await client.http.search({
      q,
      ...(conversationId !== undefined && { conversation_id: conversationId }),
      ...(before !== undefined && { before }),
    });
    return { status: "found", hits, hasMore: has_more };
  } catch (error) {
    return { status: "failed", text: explain(error) };
  }
}
