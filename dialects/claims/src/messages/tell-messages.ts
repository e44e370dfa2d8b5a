import { type Actor, fileAddresses, firstReads, type TalkSpan } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { toMessage, type WireMessage } from "../to-wire/message.ts";

/** Messages of a conversation in the words of this API, with addresses at which their files can be fetched. */
export async function tellMessages(
  { core, languageOf, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  conversation_id: string,
  { messages, receipts, internal_receipts, people, internal_id }: TalkSpan,
): Promise<WireMessage[]> {
  const addresses = new Map<string, string>();
  const read_at = new Map<string, string>();
  for (const [room, internal] of [
    [conversation_id, false],
    [internal_id, true],
  ] as const) {
    const own = messages.filter((one) => one.internal === internal).map(({ message }) => message);
    if (room === null || own.length === 0) continue;
    const numbers = own.map(({ number }) => number);
    for (const [id, at] of await firstReads(core, actor, room, numbers)) read_at.set(id, at);
    const ids = own.flatMap(({ attachments = [] }) => attachments.map(({ id }) => id));
    if (ids.length === 0) continue;
    for (const { id, address } of await fileAddresses(core, actor, room, ids)) {
      addresses.set(id, originOf(request) + address);
    }
  }
  const around = {
    conversation_id,
    people,
    receipts,
    internal_receipts,
    read_at,
    language: languageOf(request),
    kindOf: (name: string) => core.kinds.get(name),
    addressOf: (id: string) => addresses.get(id) ?? "",
  };
  return messages.map((one) => toMessage(one, around));
}
