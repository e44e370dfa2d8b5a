import { type Actor, type ConversationLine, summarizeConversation } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { surroundingsOf } from "../surroundings.ts";
import { toConversation, type WireConversation } from "../to-wire/conversation.ts";

/** A conversation with its newest message, as this caller reads it. Refuses: not_found, forbidden. */
export async function describeConversation(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  line: ConversationLine,
): Promise<WireConversation> {
  const { core, languageOf, originOf } = services;
  const summary = await summarizeConversation(core, actor, line);
  const messages = summary.last_message === null ? [] : [summary.last_message];
  const around = await surroundingsOf(core, actor, line.conversation_id, messages, {
    receipts: summary.receipts,
    language: languageOf(request),
    origin: originOf(request),
  });
  return toConversation(summary, around);
}
