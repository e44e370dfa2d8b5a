import { type Actor, readSpan, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { Message } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { surroundingsOf, type Talk } from "../surroundings.ts";
import { toComment, type WireComment } from "../to-wire/comment.ts";

/** The comment with this number, as everybody reads it now: the answer to writing it. */
export async function readBack(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  talk: Talk,
  number: number,
): Promise<WireComment> {
  const span = await readSpan(services.core, actor, talk.conversation_id, {
    from: number,
    count: 1,
  });
  const [message] = span.messages;
  if (message === undefined) throw new RefusedError("not_found");
  return describeComment(services, request, actor, talk, message);
}

/** Messages among the newest that are looked at for what a command has just said. */
const lately = 100;

/** The newest message of the machine that says one of these of a guidance; undefined when none does. */
export async function newestNote(
  { core }: DialectServices,
  actor: Actor,
  { conversation_id }: Talk,
  facts: readonly string[],
): Promise<Message | undefined> {
  const { last_number } = await readSpan(core, actor, conversation_id, { from: "last", count: 1 });
  const from = Math.max(1, last_number - lately + 1);
  const { messages } = await readSpan(core, actor, conversation_id, { from, count: lately });
  return messages.findLast(
    ({ system }) => system?.name === "guidance" && facts.includes(system.fact),
  );
}

export async function describeComment(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  talk: Talk,
  message: Message,
): Promise<WireComment> {
  return toComment(message, await surroundingsOf(services, request, actor, talk, [message]));
}
