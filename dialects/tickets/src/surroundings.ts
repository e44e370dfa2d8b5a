import { type Actor, messageIds } from "@relais/core";
import { type DialectServices, surroundingsOf as sharedSurroundings } from "@relais/dialect";
import type { Message } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import type { Surroundings } from "./to-wire/comment.ts";
import { kind } from "./words.ts";

export type Talk = { readonly ticket_id: string; readonly conversation_id: string };

/** What messages of one ticket are read with, for one caller: people, sentences, addresses of files. */
export async function surroundingsOf(
  { core, languageOf, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  { ticket_id, conversation_id }: Talk,
  messages: readonly Message[],
): Promise<Surroundings> {
  const shared = await sharedSurroundings(core, actor, conversation_id, messages, {
    receipts: {},
    language: languageOf(request),
    origin: originOf(request),
  });
  const known = new Map(messages.map(({ number, id }) => [number, id]));
  const missing = messages.flatMap(({ system }) =>
    system?.name === "guidance" && system.instruction !== null && !known.has(system.instruction)
      ? [system.instruction]
      : [],
  );
  const others = await messageIds(core, actor, conversation_id, missing);
  return {
    ...shared,
    ticket_id,
    taken: core.kinds.get(kind)?.taking?.to ?? "",
    idOf: (number) => known.get(number) ?? others.get(number),
  };
}
