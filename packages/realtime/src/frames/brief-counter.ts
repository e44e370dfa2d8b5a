import { shortId } from "@relais/core";
import type { Counter } from "@relais/protocol";

/**
 * The counter of a conversation in few bytes: `c` of the brief frames. Undefined where more is to be said than that
 * somebody wrote a text. A list that is open hears one for every message.
 */
export function briefCounter(counters: readonly Counter[]): (() => string) | undefined {
  const [counter] = counters;
  if (counter === undefined || counters.length > 1 || counter.internal_of !== undefined) return;
  const { conversation_id, last_number, preview, unread } = counter;
  if (preview === null || preview.sender_id === null || preview.number !== last_number) return;
  const { created_at, deleted, sender_id, system, text, voice_ms } = preview;
  const at = Date.parse(created_at);
  if (deleted || system !== null || voice_ms !== undefined) return;
  if (new Date(at).toISOString() !== created_at) return;
  return () =>
    `["c","${shortId(conversation_id)}",${unread},${last_number},"${shortId(sender_id)}",${at},${JSON.stringify(text)}]`;
}
