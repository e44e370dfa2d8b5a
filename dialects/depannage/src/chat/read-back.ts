import { type Actor, readSpan, RefusedError } from "@relais/core";
import { type DialectServices, surroundingsOf } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { toMessage, type WireMessage } from "../to-wire/message.ts";

/** The message with this number, as everybody reads it now: the answer to writing it. */
export async function readBack(
  { core, languageOf, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  { conversation_id, number }: { readonly conversation_id: string; readonly number: number },
): Promise<WireMessage> {
  const span = await readSpan(core, actor, conversation_id, { from: number, count: 1 });
  const [message] = span.messages;
  if (message === undefined) throw new RefusedError("not_found");
  const around = await surroundingsOf(core, actor, conversation_id, [message], {
    receipts: span.receipts,
    language: languageOf(request),
    origin: originOf(request),
  });
  return toMessage(message, around);
}
