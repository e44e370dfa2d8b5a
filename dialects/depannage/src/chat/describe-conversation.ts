import {
  type Actor,
  type ConversationLine,
  type ConversationSummary,
  RefusedError,
  summarizeConversations,
} from "@relais/core";
import { type DialectServices, surroundingsOf } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { toConversation, type WireConversation } from "../to-wire/conversation.ts";

/** A conversation with its newest message, as this caller reads it. Refuses: not_found, forbidden. */
export async function describeConversation(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  line: ConversationLine,
): Promise<WireConversation> {
  const [summary] = await summarizeConversations(services.core, actor, [line]);
  if (summary === undefined) throw new RefusedError("not_found");
  return describeSummary(services, request, actor, summary);
}

/** The same for what was read of it already. */
export async function describeSummary(
  { core, languageOf, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  summary: ConversationSummary,
): Promise<WireConversation> {
  const messages = summary.last_message === null ? [] : [summary.last_message];
  const around = await surroundingsOf(core, actor, summary.conversation_id, messages, {
    receipts: summary.receipts,
    language: languageOf(request),
    origin: originOf(request),
  });
  return toConversation(summary, around);
}
