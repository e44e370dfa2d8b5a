import {
  type Actor,
  type AnswerTimes,
  type ConversationLine,
  type ConversationSummary,
  measureAnswers,
  summarizeConversation,
} from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import { z } from "zod";

export const stats = z.object({
  request_id: z.nullable(z.string()),
  conversation_id: z.nullable(z.string()),
  total_messages: z.number(),
  unread_messages: z.number(),
  /** Seconds. */
  average_response_time: z.nullable(z.number()),
  last_activity: z.nullable(z.string()),
  active_conversations: z.number(),
});
type Stats = z.infer<typeof stats>;

/** Conversations that the totals look into; each costs a few lookups. */
const counted = 100;

/** Numbers of these conversations together, and what was read of each. */
export async function total(
  { core }: DialectServices,
  actor: Actor,
  lines: readonly ConversationLine[],
): Promise<{ numbers: Stats; summaries: ConversationSummary[] }> {
  const parts = await Promise.all(
    lines.slice(0, counted).map(async (line) => ({
      summary: await summarizeConversation(core, actor, line),
      times: await measureAnswers(core, actor, line.conversation_id),
    })),
  );
  const [only] = parts.length === 1 ? parts : [];
  const spoken = parts.flatMap(({ summary }) => summary.last_message?.created_at ?? []);
  const numbers = {
    request_id: only?.summary.case.id ?? null,
    conversation_id: only?.summary.conversation_id ?? null,
    total_messages: parts.reduce((sum, { summary }) => sum + summary.messages, 0),
    unread_messages: lines.reduce((sum, { unread }) => sum + unread, 0),
    average_response_time: average(parts.map(({ times }) => times)),
    last_activity: spoken.toSorted().at(-1) ?? null,
    active_conversations: parts.filter(({ summary }) => !summary.closed).length,
  };
  return { numbers, summaries: parts.map(({ summary }) => summary) };
}

function average(times: readonly AnswerTimes[]): number | null {
  const answers = times.reduce((sum, one) => sum + one.answers, 0);
  if (answers === 0) return null;
  return times.reduce((sum, one) => sum + one.seconds, 0) / answers;
}
