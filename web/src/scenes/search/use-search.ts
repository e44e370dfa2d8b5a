import type { Client, SearchHit, SearchQuery } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { explain } from "../../session/refusal.ts";
import { type Filters, queryOf } from "./filters.ts";

/** After the last key: fast typing asks once. */
const pauseMs = 250;
/** One letter finds half of everything. */
const shortest = 2;

type Found = { status: "found"; hits: readonly SearchHit[]; hasMore: boolean };
type Failed = { status: "failed"; text: string };
export type SearchState = { status: "idle" } | { status: "waiting" } | Found | Failed;

/** What was asked, and what came of it: an answer to an earlier question is never shown for a later one. */
type Answer = { asked: string; result: Found | Failed };

/**
 * The messages that hold these words and pass these filters; without words, those that hold what the filters
 * name. While the next answer is awaited, the last one stays.
 */
export function useSearch(text: string, filters: Filters, conversationId: string | undefined) {
  const client = useClient();
  const words = text.trim();
  const wordless = words === "" && filters.holds !== null;
  // What is asked, as one text: a new one is a new question.
  const asked =
    words.length < shortest && !wordless
      ? null
      : JSON.stringify({ words, filters, conversationId });
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);

  useEffect(() => {
    if (asked === null) return;
    let left = false;
    const timer = setTimeout(async () => {
      const result = await find(client, asked);
      if (!left) setAnswer({ asked, result });
    }, pauseMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, asked]);

  const state = stateOf(asked, answer);
  const more = async (): Promise<void> => {
    const last = state.status === "found" ? state.hits.at(-1) : undefined;
    if (asked === null || state.status !== "found" || last === undefined || loadingMore) return;
    setLoadingMore(true);
    const result = await find(client, asked, last.id);
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

function stateOf(asked: string | null, answer: Answer | null): SearchState {
  if (asked === null) return { status: "idle" };
  if (answer?.asked === asked || answer?.result.status === "found") return answer.result;
  return { status: "waiting" };
}

type Question = { words: string; filters: Filters; conversationId?: string };

async function find(client: Client, asked: string, before?: string): Promise<Found | Failed> {
  const { words, filters, conversationId } = JSON.parse(asked) as Question;
  const query: SearchQuery = {
    ...(words !== "" && { q: words }),
    ...queryOf(filters, new Date()),
    ...(conversationId !== undefined && { conversation_id: conversationId }),
    ...(before !== undefined && { before }),
  };
  try {
    const { hits, has_more } = await client.http.search(query);
    return { status: "found", hits, hasMore: has_more };
  } catch (error) {
    return { status: "failed", text: explain(error) };
  }
}
