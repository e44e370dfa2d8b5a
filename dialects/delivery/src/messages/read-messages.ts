import { type Actor, readSpan, readTimes, RefusedError } from "@relais/core";
import { type DialectServices, surroundingsOf } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { toMessage, type WireMessage } from "../to-wire/message.ts";

type Wanted = { readonly conversation_id: string; readonly from: number; readonly count: number };

/** Messages from a number on, oldest first, as this caller reads them. Refuses: not_found, forbidden. */
export async function readMessages(
  { core, languageOf, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  { conversation_id, from, count }: Wanted,
): Promise<WireMessage[]> {
  const { messages, receipts } = await readSpan(core, actor, conversation_id, { from, count });
  const times = await readTimes(core, actor, conversation_id, { from, to: from + count - 1 });
  const around = await surroundingsOf(core, actor, conversation_id, messages, {
    receipts,
    language: languageOf(request),
    origin: originOf(request),
  });
  return messages.map((message) => toMessage(message, around, times));
}

/** The message with this number, as everybody reads it now: the answer to writing it. */
export async function readBack(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  { conversation_id, number }: { readonly conversation_id: string; readonly number: number },
): Promise<WireMessage> {
  const wanted = { conversation_id, from: number, count: 1 };
  const [message] = await readMessages(services, request, actor, wanted);
  if (message === undefined) throw new RefusedError("not_found");
  return message;
}
